"""Simulation: journeys drawn from a process, and the closed forms that check them."""
