"""The command palette: everything that can be done here, with its key."""
