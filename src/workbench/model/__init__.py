"""Model: the nouns of the field as plain values."""
