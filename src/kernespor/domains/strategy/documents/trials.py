"""The document that the domain makes of a trial: its story as a note in Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kernespor.connectors.note.records import Note, NotePart
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import TrialEffect
from kernespor.domains.strategy.selectors.trials.page import TrialPage, trial_page
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing.registry import Document
from kernespor.foundation.ui.downloads import word_template
from kernespor.foundation.ui.templatetags.danish import long_date, number, plain


def word_of(actor: Actor, trial: Any) -> list[Document]:
    """Return a trial as a Word document, as the actor may read it."""
    content = write_word(note_of(trial_page(actor, trial)), word_template())
    return [Document(f"{trial}.docx", f"{trial} (Word)", content)]


def note_of(page: TrialPage) -> Note:
    """Return what a trial's page tells, as a note."""
    trial = page.trial
    outcome = trial.get_outcome_display() if trial.outcome else trial.get_status_display()
    span = gettext("Fra {first} til {last}").format(
        first=long_date(trial.begins), last=long_date(trial.ended_on or trial.ends)
    )
    return Note(
        title=trial.title,
        kind=trial.get_kind_display(),
        on=trial.ended_on,
        sender=page.unit,
        municipality=settings.MUNICIPALITY,
        facts=(span, str(outcome)),
        parts=tuple(NotePart(heading, text, 2) for heading, text in _parts(page) if text.strip()),
    )


def _parts(page: TrialPage) -> Iterator[tuple[str, str]]:
    trial = page.trial
    over = trial.status not in {TrialStatus.IDEA, TrialStatus.RUNNING}
    yield gettext("Vi troede") if over else gettext("Det tror vi"), trial.belief
    yield gettext("Vi prøvede") if over else gettext("Det prøver vi"), trial.attempt
    yield gettext("Hvor"), trial.place
    yield gettext("Sådan ville vi se det") if over else gettext("Sådan ser vi, om det virker"), trial.know_by
    yield gettext("Vi ville stoppe før tid") if over else gettext("Vi stopper før tid"), trial.stop_when
    yield gettext("Fritaget for"), trial.law
    if page.decision:
        said = f"»{page.decision.words}«\n\n{page.decision.body}, {long_date(page.decision.on)}"
        yield gettext("Beslutningen"), said
    if page.amount is not None:
        yield gettext("Bevilget"), amount_words(page)
    if trial.out_of_order:
        yield (
            gettext("Begyndt uden beslutning eller beløb"),
            f"{trial.out_of_order_by}: »{trial.out_of_order}«",
        )
    for group in page.groups:
        yield group.label, "\n\n".join(f"- {_line(*one)}" for one in group.effects)
    yield gettext("Det lærte vi"), trial.learnt
    yield (
        gettext("Taget i drift"),
        "\n\n".join(
            "- " + ". ".join(part for part in (f"{one.unit}, {long_date(one.on)}", one.words) if part)
            for one in page.adopted
        ),
    )


def amount_words(page: TrialPage) -> str:
    """Return the amount in whole kroner with its price level."""
    words = gettext("{amount} kr.").format(amount=number(page.amount))
    if page.trial.price_level:
        level = gettext("{year}-priser").format(year=plain(page.trial.price_level))
        return f"{words} ({level})"
    return words


def _line(effect: TrialEffect, counted: str) -> str:
    """Return what was seen in a line: the words, what was counted, and where the counts are from."""
    source = gettext("kilde: {source}").format(source=effect.source) if effect.source else ""
    numbers = ", ".join(part for part in (counted, source) if part)
    return f"{effect.words} ({numbers})" if numbers else effect.words
