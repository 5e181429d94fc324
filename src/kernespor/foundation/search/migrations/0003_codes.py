"""Postings know words by a number made of them. The index is made anew: each night, or by its job."""

import django.db.models.deletion
from django.db import migrations, models


def empty(apps, schema_editor):
    apps.get_model("search", "Passage").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [("search", "0002_danish_order")]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.DeleteModel(name="Posting"),
        migrations.DeleteModel(name="Word"),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=80, unique=True)),
                ("code", models.BigIntegerField(unique=True)),
                ("is_open", models.BooleanField(default=False)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.PositiveSmallIntegerField(choices=[(1, "under"), (2, "body"), (3, "title")]),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="postings", to="search.entry"
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="postings",
                        to="search.word",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("word", "entry"), name="search_one_posting")]
            },
        ),
    ]
