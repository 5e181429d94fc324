"""What happened to one object is found without reading what happened to all."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index beside the one that searches follow."""

    dependencies = (("audit", "0003_last_events"),)
    operations = (
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["subject_id", "subject_type", "verb"], name="audit_event_subject"),
        ),
    )
