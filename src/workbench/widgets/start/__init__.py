"""Start: the first page of the walk."""
