"""Analysis: from codings to findings; each verb of the method is one pure function."""
