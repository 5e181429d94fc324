"""When something last happened to each object that is followed, gathered from the events there are."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def gather(apps: Any, schema_editor: Any) -> None:
    """Read the events that there are; in a new installation there are none."""
    from kernespor.foundation.audit.actions import make_lasts_anew

    if apps.get_model("audit", "AuditEvent").objects.using(schema_editor.connection.alias).exists():
        make_lasts_anew()


class Migration(migrations.Migration):
    """One table beside the events."""

    dependencies = (("audit", "0002_sealed"),)
    operations = (
        migrations.CreateModel(
            name="LastEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="audit_one_last_event")
                ],
            },
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
    )
