"""Forgetting: taking one person out of everything a study has stored."""
