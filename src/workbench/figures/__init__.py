"""Figures: what a reader sees; imported by name, because they cost more than the rest."""
