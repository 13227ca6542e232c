"""Runner: tests of running notebooks."""
