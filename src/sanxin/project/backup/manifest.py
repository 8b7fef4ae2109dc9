"""What a backup says about itself."""

from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from sanxin.kernel.models import ChainHead

FORMAT = 1


@dataclass
class Manifest:
    made_at: str
    vendor: str
    format: int = FORMAT
    release: str = field(default_factory=lambda: version("sanxin"))
    migrations: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    """Table → its columns in the order of each row; backups of earlier releases follow the model's order."""
    heads: dict[str, list[Any]] = field(default_factory=dict)
    """County id → [seq, mac] of the last event in the snapshot."""
    sha256: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def applied_migrations(using: str) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[using]).applied_migrations())


def heads(using: str) -> dict[str, list[Any]]:
    return {str(head.county_id): [head.seq, head.mac] for head in ChainHead.objects.using(using).order_by("county_id")}
