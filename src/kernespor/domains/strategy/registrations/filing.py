"""Plans as something that is filed: when they are concluded, as Word, PDF and the document they came from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat

from kernespor.connectors.unit_plan.pdf import write_pdf
from kernespor.connectors.unit_plan.word import write_word
from kernespor.domains.strategy.documents.plans import paper_of
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.registry import Document, Filable
from kernespor.foundation.ui.downloads import word_template

_TITLE = Concat("title", Value(", "), "unit_name", output_field=TextField())  # as the plan calls itself


def register() -> None:
    """Fill the registry of what can be filed."""
    registry.register(Filable("strategy.unitplan", _finished, "concluded_on", _documents, _TITLE))


def _finished(actor: Actor) -> QuerySet[UnitPlan]:
    return UnitPlan.objects.filter(readable(actor), status=PlanStatus.CONCLUDED).select_related("unit")


def _documents(actor: Actor, plan: Any) -> list[Document]:
    paper = paper_of(plan_view(plan, today=actor.today, asking=actor))
    made = [
        Document(f"{plan}.docx", f"{plan} (Word)", write_word(paper, word_template())),
        Document(f"{plan}.pdf", f"{plan} (PDF)", write_pdf(paper)),
    ]
    source = plan.source
    return [*made, Document(source.name, source.name, bytes(source.content))] if source else made
