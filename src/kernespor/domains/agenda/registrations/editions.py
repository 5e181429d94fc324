"""The editions of agenda items: as they were approved or sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.agenda.models import ItemVersion
from kernespor.domains.agenda.permissions import ITEM
from kernespor.foundation.editions import Edition, Editions
from kernespor.foundation.editions import register as register_editions


def register() -> None:
    """Fill the registry of editions."""
    register_editions(ITEM, Editions(_numbers, _one))


def _numbers(keys: Collection[int]) -> Mapping[int, list[int]]:
    rows = ItemVersion.objects.filter(item__in=keys).order_by("item", "-number")
    found: dict[int, list[int]] = defaultdict(list)
    for item, number in rows.values_list("item_id", "number"):
        found[item].append(number)
    return found


def _one(item: int, number: int) -> Edition:
    label = gettext("udgave {number}").format(number=number)
    return Edition(number, label, reverse("agenda:item_version", args=[item, number]))
