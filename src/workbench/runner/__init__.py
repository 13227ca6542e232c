"""Runner: runs of studies in processes of their own; the verdict is the journal's, never a notebook's."""
