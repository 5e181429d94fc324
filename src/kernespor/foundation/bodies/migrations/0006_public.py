"""Residents answer without login, and the staff side of a MED committee for itself."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_RECEIPT_ONCE = models.UniqueConstraint(
    condition=models.Q(("receipt", ""), _negated=True), fields=("receipt",), name="bodies_receipt_once"
)
_SIDES = [("management", "Ledelsessiden"), ("staff", "Medarbejdersiden")]


class Migration(migrations.Migration):
    dependencies = (("bodies", "0005_heard"),)
    operations = (
        migrations.AddField("consultation", "late_answers", models.BooleanField(default=False)),
        migrations.AddField("consultationresponse", "receipt", models.CharField(blank=True, max_length=14)),
        migrations.AddField(
            "consultationresponse", "side", models.CharField(blank=True, choices=_SIDES, max_length=20)
        ),
        migrations.AddField("consultationresponse", "underway", models.BooleanField(default=False)),
        migrations.AddField("consultationresponse", "hides_file", models.BooleanField(default=False)),
        migrations.AlterField(
            "consultationresponse", "shown_name", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddConstraint("consultationresponse", _RECEIPT_ONCE),
        migrations.CreateModel(
            "ResponseContact",
            [
                ("id", _ID),
                ("email", models.CharField(max_length=254)),
                ("receipt_sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="bodies.consultationresponse",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "PublicSending",
            [
                ("id", _ID),
                ("mark", models.CharField(blank=True, max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sendings",
                        to="bodies.consultation",
                    ),
                ),
            ],
            {
                "indexes": [
                    models.Index(fields=["consultation", "at"], name="bodies_publ_consult_e6a8ba_idx")
                ]
            },
        ),
    )
