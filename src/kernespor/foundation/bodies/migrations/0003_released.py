"""What others may read of an answer is a text of its own; what was published already gets one."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from kernespor.engines.masking.masking import release


def released(apps: Any, schema_editor: Any) -> None:
    """Give each published answer the version that others read: its text without personal numbers."""
    rows = apps.get_model("bodies", "ConsultationResponse").objects.using(schema_editor.connection.alias)
    for row in rows.filter(published_on__isnull=False).iterator():
        version = release(row.text)
        rows.filter(pk=row.pk).update(published_text=version.text, published_digest=version.digest)


class Migration(migrations.Migration):
    dependencies = (("bodies", "0002_discarded"),)
    operations = (
        migrations.AddField("consultationresponse", "published_text", models.TextField(blank=True)),
        migrations.AddField(
            "consultationresponse", "published_digest", models.CharField(blank=True, max_length=64)
        ),
        migrations.RunPython(released, migrations.RunPython.noop),
    )
