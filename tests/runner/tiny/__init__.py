"""Tiny: a project whose notebooks take no time, and a way to start, watch and kill runs of it."""
