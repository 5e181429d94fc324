"""What a commission says of an analysis: to whom a status is owed by which day, and who is drawn in."""

import datetime as dt

import pytest

from kernespor.connectors.governing.commissions import due_statuses, participants_of


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        (
            (
                "Ansvaret varetages af kommunaldirektøren. Der gives en status på arbejdet med "
                "forenkling for økonomiudvalget og hovedudvalget på arbejdet i januar 2019."
            ),
            [("Økonomiudvalget", dt.date(2019, 1, 31)), ("Hovedudvalget", dt.date(2019, 1, 31))],
        ),
        (
            "Direktionen giver en skriftlig status til Teknik- og Miljøudvalget senest den 15. marts 2027.",
            [("Teknik- og Miljøudvalget", dt.date(2027, 3, 15))],
        ),
        (
            "Status til direktionen, chefgruppen og MED-udvalget inden 1.10.2026.",
            [
                ("Direktionen", dt.date(2026, 10, 1)),
                ("Chefgruppen", dt.date(2026, 10, 1)),
                ("MED-udvalget", dt.date(2026, 10, 1)),
            ],
        ),
        (
            (
                "En midtvejsstatus gives til byrådet i juni 2027 og en afsluttende redegørelse til "
                "Økonomiudvalget i december 2027."
            ),
            [("Byrådet", dt.date(2027, 6, 30)), ("Økonomiudvalget", dt.date(2027, 12, 31))],
        ),
        ("Der gives status til byrådet den 31. februar 2027.", []),
        ("Kommunalbestyrelsen godkendte på sit møde den 23. januar 2018 en økonomisk politik.", []),
        ("Der gives løbende en status til chefgruppen.", []),
        ("Et statusnotat sendes til borgerne i maj 2027.", []),
    ],
)
def test_statuses_that_are_owed(text, owed):
    assert [(one.to_name, one.due) for one in due_statuses([text])] == owed


def test_the_same_status_twice_is_one():
    text = "Der gives status til byrådet i juni 2027."
    assert len(due_statuses([text, text])) == 1


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Planstrategi, med involvering af faglige nøglepersoner og erhvervslivet.",
            "faglige nøglepersoner og erhvervslivet",
        ),
        (
            "Der nedsættes en tværgående styregruppe med direktøren, lederne og to medarbejdere. Den mødes.",
            "direktøren, lederne og to medarbejdere",
        ),
        ("Ordningen udvikles i samarbejde med Ældrerådet.", "Ældrerådet"),
        ("Færre skemaer.", ""),
    ],
)
def test_who_is_drawn_in(text, who):
    assert participants_of(text) == who
