"""Rows that were imported count for an office; until now they counted for the whole county, and those still do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_by_hand")]
    operations = [
        migrations.AddField("sheetimport", "office_id", models.UUIDField(null=True)),
        migrations.RemoveConstraint("importedrow", "one_import_of_a_sheet_row"),
        migrations.RenameField("importedrow", "county_id", "office_id"),
        migrations.AddConstraint(
            "importedrow",
            models.UniqueConstraint(fields=["office_id", "kind", "digest"], name="one_import_of_an_office_row"),
        ),
    ]
