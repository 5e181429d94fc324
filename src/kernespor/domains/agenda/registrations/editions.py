"""The editions of agenda items: as they were approved or sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.agenda.models import ItemVersion
from kernespor.domains.agenda.permissions import ITEM
from kernespor.foundation.editions import Edition
from kernespor.foundation.editions import register as register_editions


def register() -> None:
    """Fill the registry of editions."""
    register_editions(ITEM, _editions)


def _editions(keys: Collection[int]) -> Mapping[int, list[Edition]]:
    rows = ItemVersion.objects.filter(item__in=keys).order_by("item", "-number")
    found: dict[int, list[Edition]] = defaultdict(list)
    for item, number in rows.values_list("item_id", "number"):
        label = gettext("udgave {number}").format(number=number)
        found[item].append(Edition(number, label, reverse("agenda:item_version", args=[item, number])))
    return found
