"""Runner: the notebooks of a study executed in order; the verdict is the exception, never the notebook."""
