"""Reading: files to values and back; what a reader changes or leaves out is a numbered notice."""
