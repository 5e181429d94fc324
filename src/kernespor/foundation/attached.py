"""Rows that belong to any object: a file, a comment, a case number. Who reads the object reads them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models import Model, Q

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref


class AttachedRow(models.Model):
    """A row of an object, by the object's kind and key."""

    kind = models.CharField(max_length=80)
    object_id = models.BigIntegerField()

    class Meta:
        abstract = True
        indexes = (models.Index(fields=["kind", "object_id"]),)

    @property
    def ref(self) -> Ref:
        """The reference of the object."""
        return Ref(self.kind, self.object_id)


Row = TypeVar("Row", bound=AttachedRow)


def keys(row: Model) -> dict[str, Any]:
    """Return the two fields that tie an attached row to an object."""
    return {"kind": row._meta.label_lower, "object_id": row.pk}


def readable(actor: Actor) -> Q:
    """Return what is attached to objects that the actor may read, as a filter."""
    found = Q(pk__in=[])
    for kind in objects.known():
        if not issubclass(kind.model, AttachedRow):
            found |= Q(kind=kind.name, object_id__in=kind.rows(actor).order_by().values("pk"))
    return found


def owner_of(row: AttachedRow) -> Model | None:
    """Return the object that a row is attached to, or nothing when it is gone."""
    kind = objects.of(row.kind)
    return kind.model._default_manager.filter(pk=row.object_id).first()


def ground(actor: Actor, row: AttachedRow) -> str:
    """Say why the actor may read what the row is attached to; NotPermitted when not."""
    above = owner_of(row)
    if above is None:
        raise objects.gone()
    return objects.of(row.kind).ground(actor, above)
