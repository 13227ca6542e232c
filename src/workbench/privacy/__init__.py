"""Privacy: applied while reading, before anything else sees the words."""
