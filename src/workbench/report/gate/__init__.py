"""Gate: a finished report read as a stranger could read it, before it goes to one."""
