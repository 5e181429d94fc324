"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete

from kernespor.foundation import danish_text
from kernespor.foundation.audit.writing import on_written
from kernespor.foundation.search import actions, jobs, registry


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    danish_text.register()
    on_written(actions.written)
    registry.on_registered(_follow)
    jobs.declare()


def _follow(source: registry.Source) -> None:
    """Hear when a row of a source is removed; of other models nobody asks, so that they go quickly."""
    model = apps.get_model(source.kind_name)
    post_delete.connect(_removed, sender=model, dispatch_uid=f"search.removed.{source.kind_name}")


def _removed(sender: type[Model], instance: Model, **_more: Any) -> None:
    """Forget a removed row while it still has its key; rows that fall with another are told of here too."""
    name = sender._meta.label_lower
    if registry.of(name):
        actions.removed(name, instance.pk)
