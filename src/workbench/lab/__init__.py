"""Lab: JupyterLab as a researcher's workplace, in the researcher's language and without calls to anybody."""
