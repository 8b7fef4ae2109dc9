"""The numbered problem list; everything that must be solved goes through it."""
