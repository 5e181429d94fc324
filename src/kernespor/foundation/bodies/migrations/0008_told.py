"""An answer has its files beside it alone; those heard are told of a new deadline and of a withdrawal.

A point may name the edition of what it changed.
"""

from django.db import migrations, models
from django.db.models import Q

_KINDS = [
    ("outcome", "Hvad høringen førte til"),
    ("reminder", "Påmindelse"),
    ("moved", "Fristen er flyttet"),
    ("withdrawn", "Høringen er trukket tilbage"),
]
_OF_A_KIND = models.CheckConstraint(
    condition=Q(kind__in=("outcome", "withdrawn"), days__isnull=True, about_deadline__isnull=True)
    | Q(kind="moved", days__isnull=True, about_deadline__isnull=False)
    | Q(kind="reminder", days__isnull=False, about_deadline__isnull=False),
    name="bodies_notice_of_a_kind",
)
_SAYS = models.CheckConstraint(
    condition=~Q(text="") | Q(documents__gt=0), name="bodies_response_says_something"
)
_OF_OBJECT = models.CheckConstraint(
    condition=Q(edition__isnull=True) | Q(changed_pk__isnull=False), name="bodies_point_edition_of_object"
)


class Migration(migrations.Migration):
    dependencies = (("bodies", "0007_documents"),)
    operations = (
        migrations.RemoveConstraint("consultationresponse", "bodies_response_says_something"),
        migrations.AddConstraint("consultationresponse", _SAYS),
        migrations.RemoveField("consultationresponse", "file"),
        migrations.RemoveField("consultationresponse", "hides_file"),
        migrations.AddField("consultationpoint", "edition", models.PositiveIntegerField(null=True)),
        migrations.AddConstraint("consultationpoint", _OF_OBJECT),
        migrations.AlterField("notice", "kind", models.CharField(choices=_KINDS, max_length=20)),
        migrations.RemoveConstraint("notice", "bodies_notice_of_a_kind"),
        migrations.AddConstraint("notice", _OF_A_KIND),
    )
