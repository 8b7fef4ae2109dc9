"""Ids are UUIDv7 (RFC 9562), made where the record is born, the phone included."""

from uuid import UUID

from uuid6 import uuid7

NIL = UUID(int=0)
"""Stands for "the installation itself" where a county is asked for."""


def new_id() -> UUID:
    """A fresh id; ids of one process sort in the order of birth."""
    return UUID(int=uuid7().int)
