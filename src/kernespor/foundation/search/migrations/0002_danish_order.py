"""The Danish order of letters, for lists that the database sorts; SQLite gets it with each connection."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE COLLATION IF NOT EXISTS danish (provider = icu, locale = 'da-DK')"
        )


class Migration(migrations.Migration):

    dependencies = [("search", "0001_index")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
