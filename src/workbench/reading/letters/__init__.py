"""Letters: from bytes to text, damage told and repaired in the open."""
