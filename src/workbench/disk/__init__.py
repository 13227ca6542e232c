"""Disk: files that are whole or absent, and cells no spreadsheet runs."""
