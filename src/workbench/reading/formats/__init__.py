"""Formats: one file a family of formats; each returns turns or paragraphs, and notices."""
