"""Explorer: a journey walked cell by cell, and what would change it tried out."""
