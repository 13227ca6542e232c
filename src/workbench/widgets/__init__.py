"""Widgets: what a researcher touches in JupyterLab; each has a twin in plain data and one that stands still."""
