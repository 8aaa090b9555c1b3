"""The Evidence page: everything noted, to be searched, filtered and counted."""
