"""Exports: a journey for other programs: spreadsheets, diagram tools, outliners, slides."""
