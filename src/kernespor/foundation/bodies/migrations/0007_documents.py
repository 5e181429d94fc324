"""Several documents come with one answer, and an answer says whether it was recorded for another.

What stands already moves along: the one file of an answer with whether it is hidden, and by the audit which
answers were recorded.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_ANSWER = "bodies.consultationresponse"


def moved(apps: Any, schema_editor: Any) -> None:
    """Move each answer's file to where there can be several, and mark the answers that were recorded."""
    alias = schema_editor.connection.alias
    answers = apps.get_model("bodies", "ConsultationResponse").objects.using(alias)
    model = apps.get_model("bodies", "ResponseDocument")
    with_file = answers.filter(file__isnull=False)
    model.objects.using(alias).bulk_create(
        model(response_id=key, file_id=file, is_hidden=hidden)
        for key, file, hidden in with_file.order_by("pk").values_list("pk", "file_id", "hides_file")
    )
    with_file.update(documents=1)
    events = apps.get_model("audit", "AuditEvent").objects.using(alias)
    written = [
        one["row"].partition(":")
        for rows in events.filter(verb="bodies.answer_recorded").values_list("rows", flat=True)
        for one in rows
    ]
    answers.filter(pk__in=[int(key) for kind, _sign, key in written if kind == _ANSWER]).update(recorded=True)


class Migration(migrations.Migration):
    dependencies = (("bodies", "0006_public"), ("audit", "0001_initial"), ("files", "0001_initial"))
    operations = (
        migrations.AddField("consultationresponse", "documents", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("consultationresponse", "recorded", models.BooleanField(default=False)),
        migrations.CreateModel(
            "ResponseDocument",
            [
                ("id", _ID),
                ("is_hidden", models.BooleanField(default=False)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="bodies.consultationresponse",
                    ),
                ),
            ],
        ),
        migrations.RunPython(moved),
    )
