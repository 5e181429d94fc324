"""The words that the events have, to look up those that begin as what is typed; PostgreSQL knows them itself."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def lay_beside(apps: Any, schema_editor: Any) -> None:
    """Make the view of the index's own words; it holds nothing of its own."""
    del apps
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE VIRTUAL TABLE audit_vocabulary USING fts5vocab('audit_words', 'row')")


class Migration(migrations.Migration):
    """A view of the words, in SQLite."""

    dependencies = (("audit", "0004_subject_index"),)
    operations = (migrations.RunPython(lay_beside),)
