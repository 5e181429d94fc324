"""Every status has an owner and a way out, every step a verb; the manual's diagrams are the tables'."""

from __future__ import annotations

from typing import Any

import pytest
import reference
from django.apps import apps
from django.db.models import TextChoices
from django.utils.functional import Promise

from kernespor.foundation.audit import verbs
from kernespor.foundation.lifecycle import Lifecycle, Transition, diagram, known
from kernespor.foundation.refusals import NotNow

KNOWN = [(life.title, life, life.labels) for life in known()]
each = pytest.mark.parametrize(("title", "lifecycle", "labels"), KNOWN, ids=[title for title, *_ in KNOWN])


class Letter(TextChoices):
    A = "a", "Første"
    B = "b", "Sidste"


@each
def test_every_status_has_an_owner_and_a_word(
    title: str, lifecycle: Lifecycle, labels: dict[str, Any]
) -> None:
    assert set(lifecycle.owners) == set(labels), title
    assert all(lifecycle.owners.values())
    assert all(isinstance(label, str | Promise) and str(label) for label in labels.values())


@each
def test_every_status_is_reached_and_has_a_way_out_or_is_final(
    title: str, lifecycle: Lifecycle, labels: dict[str, Any]
) -> None:
    reached, waiting = {lifecycle.initial}, [lifecycle.initial]
    while waiting:
        for step in lifecycle.from_status(waiting.pop()):
            if step.target not in reached:
                reached.add(step.target)
                waiting.append(step.target)
    assert reached == set(labels), title
    for status in labels:
        assert bool(lifecycle.from_status(status)) != (status in lifecycle.final), status


@each
def test_every_step_leaves_a_known_verb_and_has_a_word_for_its_button(
    title: str, lifecycle: Lifecycle, labels: dict[str, Any]
) -> None:
    names = [step.name for step in lifecycle.transitions]
    assert len(set(names)) == len(names), title
    for step in lifecycle.transitions:
        assert {step.source, step.target} <= set(labels)
        assert step.verb in verbs.known()
        assert step.label
        assert lifecycle.step(step.name) is step
        assert lifecycle.check(step.name, step.source) is step


@each
def test_a_step_is_legal_from_its_own_status_alone(
    title: str, lifecycle: Lifecycle, labels: dict[str, Any]
) -> None:
    for step in lifecycle.transitions:
        for status in set(labels) - {step.source}:
            with pytest.raises(NotNow) as refusal:
                lifecycle.check(step.name, status)
            assert "Genindlæs" in refusal.value.reason, title


def test_an_unknown_step_is_the_programs_own_mistake() -> None:
    with pytest.raises(KeyError):
        KNOWN[0][1].step("unheard_of")


def test_the_diagram_shows_every_status_and_step() -> None:
    life = Lifecycle(
        "Bogstav",
        Letter,
        {"a": "den ene", "b": "den anden"},
        "a",
        frozenset({"b"}),
        (Transition("go", "a", "b", "v", "Gå"),),
    )
    assert diagram(life).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> a",
        "    a: Første",
        "    b: Sidste",
        "    a --> b: Gå",
        "    b --> [*]",
    ]


def test_the_manuals_page_is_what_the_tables_say() -> None:
    assert reference.LIFECYCLES.read_text(encoding="utf-8") == reference.lifecycles()


def test_every_transition_table_of_the_house_is_in_the_manual() -> None:
    from importlib import import_module

    from django.apps import apps

    found = []
    for app in apps.get_app_configs():
        if app.name.startswith("kernespor."):
            try:
                module = import_module(f"{app.name}.workflow")
            except ModuleNotFoundError:
                continue
            found += [one for one in vars(module).values() if isinstance(one, Lifecycle)]
    assert {id(one) for one in found} == {id(lifecycle) for _, lifecycle, _ in KNOWN}


def test_every_model_with_a_status_has_a_lifecycle_of_its_statuses() -> None:
    tables = {tuple(life.labels) for life in known()}
    lacking = [
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model.__module__.startswith("kernespor.")
        and field.name == "status"
        and tuple(value for value, _ in field.flatchoices) not in tables
    ]
    assert lacking == []
