"""Pure engines: no Django, no I/O; clock, seed and ids are passed in."""
