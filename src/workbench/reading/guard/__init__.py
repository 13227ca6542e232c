"""Guard: hostile files kept from harming the process that reads."""
