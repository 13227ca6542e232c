"""Generating: what is made up on purpose and says so: synthetic customers, proto personas, their questions."""
