"""The other rooms of the Notes page: Sort, Bin, and what a line was before."""
