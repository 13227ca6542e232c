"""Projects: coded interviews as other programs for qualitative analysis keep them."""
