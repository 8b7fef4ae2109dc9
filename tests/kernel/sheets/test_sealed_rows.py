"""Databases of the field know rows by open digests; the migration seals them so that they still match."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from sanxin.kernel.ids import new_id
from sanxin.kernel.models import ImportedRow, SheetImport
from sanxin.kernel.sheets.rows import digest_of, sealed
from tests.cast import Cast
from tests.conftest import NOW


def test_an_open_digest_becomes_the_sealed_one_of_the_same_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    migration = import_module("sanxin.kernel.migrations.0004_sealed_digests")
    monkeypatch.setattr(migration, "MANY", 2)
    made = SheetImport.objects.create(
        kind="k", name="a.xlsx", format="xlsx", county_id=cast.county.id, made_by_id=new_id(), made_at=NOW, sheet="1"
    )
    opened = [digest_of("k", {"phone": f"1380000000{n}"}) for n in range(5)]
    for digest in opened:
        ImportedRow.objects.create(office_id=cast.county.id, kind="k", digest=digest, sheet_import=made)

    migration.seal(apps, SimpleNamespace(connection=connection))

    assert ImportedRow.known(made, [sealed(digest) for digest in opened]) == {sealed(digest) for digest in opened}
    assert not ImportedRow.known(made, opened)
