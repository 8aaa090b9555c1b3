"""One laptop's encrypted folder for one challenge: keys, the change log and what screens read."""
