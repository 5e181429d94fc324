"""What a person is asked to look at, how well it is found, and what is published when they have chosen."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.masking.planted_names import BEFORE, UNSEEN, sentences
from kernespor.engines.masking import contacts, names
from kernespor.engines.masking.masking import mask, release
from kernespor.engines.masking.records import MASK, REPLACEMENTS, Kind, Span, Suggestion
from kernespor.engines.masking.suggesting import suggest
from kernespor.engines.masking.vocabulary import load, words


def words_of(table: str) -> set[str]:
    return {word for column in load()[table] for word in words(table, column)}


WORDS = st.sampled_from(
    [
        "Karen",
        "Hansen",
        "karen",
        "hansen",
        "min",
        "mor",
        "lærer",
        "Mette",
        "hr.",
        "K.",
        "von",
        "Skovbrynet",
        "Børnehave",
        "Vi",
        "I",
        "De",
        "Hans",
        "Per",
        "Med",
        "venlig",
        "hilsen",
        "Birkevej",
        "12",
        "20345678",
        "a@b.example",
        "010190-1234",
        "010190-xxxx",
        "født",
        "1.",
        "maj",
        "1990",
        "AB",
        "12345",
        "cpr",
        "nul",
        "et",
        "to",
        "fire",
        "konto",
        "reg.nr.",
        "1234",
        "Karens",
        "Lars'",
        "\n",
        ".",
        ",",
        ":",
        "(",
        "<b>",
        "\u200b",
        "å",
        "Å",
    ]
)


def found(text: str, known: tuple[str, ...] = ()) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in suggest(text, known)]


def measured(block: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return what was to be found, what was, by kind, and the suggestions that are none."""
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[str] = []
    for text, places in sentences(block):
        given_back = suggest(text)
        for kind, start, end in places:
            wanted[kind] += 1
            right[kind] += any(
                one.kind == kind and one.start <= start and one.end >= end for one in given_back
            )
        wrong += [
            one.text
            for one in given_back
            if not any(
                one.kind == kind and one.start < end and start < one.end for kind, start, end in places
            )
        ]
    return wanted, right, wrong


@pytest.mark.parametrize(("name", "block", "floor"), [("before", BEFORE, 0.95), ("unseen", UNSEEN, 0.85)])
def test_suggestions_are_found_as_well_as_the_page_says(name: str, block: str, floor: float) -> None:
    wanted, right, wrong = measured(block)
    recall = right.total() / wanted.total()
    precision = right.total() / (right.total() + len(wrong))
    print(f"{name}: recall {recall:.2f}, names {right['name']}/{wanted['name']}, precision {precision:.2f}")  # noqa: T201 - figures
    assert recall >= floor
    assert right["name"] / wanted["name"] >= floor
    assert precision >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Karen Vinge",
        "karen vinge",
        "Karen",
        "Karens",
        "Vinges",
        "KAREN VINGE",
        "Karen Vinge'",
        "Ka\u200bren Vinge",
        "Kаren Vinge",
    ],
)
def test_a_name_of_the_house_is_found_however_it_is_written(text: str) -> None:
    assert found(f"Vi spurgte {text} om det.", ("Karen Vinge",)) == [(Kind.NAME, text)]


def test_a_known_name_that_is_a_word_too_is_found_whole_only() -> None:
    known = ("Per Skov", "Bo Dam")
    assert found("Per år bor Bo og per skov i en skov.", known)[-1] == (Kind.NAME, "per skov")
    assert found("Skov og sø ligger nær byen, og en dam.", known) == []
    assert found("Det siger Per Skov.", known) == [(Kind.NAME, "Per Skov")]


def test_a_name_that_is_found_once_is_found_again() -> None:
    text = "Min nabo Qadir Wardak er 80. Wardak kan ikke gå så langt."
    assert found(text) == [(Kind.NAME, "Qadir Wardak"), (Kind.NAME, "Wardak")]
    assert suggest(text)[1].why == names.AGAIN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Vi spurgte Karen Hansen.", names.FULL),
        ("Vi spurgte Karen.", names.FIRST),
        ("Vi spurgte Hansen.", names.LAST),
        ("Vi spurgte lærer Qadir.", names.CUED),
        ("Mange hilsner\nQadir", names.SIGNED),
        ("Vi spurgte Qadir Wardak.", names.TWO),
        ("cpr nul et nul et ni nul et to tre fire", contacts.SPELLED),
        ("De sidste fire cifre er 1234.", contacts.LAST_FOUR),
        ("Det er 320190-1234.", contacts.NO_DATE),
        ("Det er 010190-xxxx.", contacts.PART_HIDDEN),
        ("Hun er født 010190.", contacts.BIRTHDAY),
        ("Mit cpr begynder med 010190.", contacts.BIRTHDAY),
        ("Ring +46 8 123 456 78.", contacts.TELEPHONE),
    ],
)
def test_a_suggestion_says_why(text: str, why: str) -> None:
    assert [one.why for one in suggest(text)] == [why]


@pytest.mark.parametrize(
    "text",
    [
        "Skovbrynet Børnehave, Teknisk Udvalg og Sporkøbing Kommune er enige.",
        "Ældrerådet og Børne- og Ungeudvalget har svaret. Handicaprådet har ikke.",
        "Vil I svare? Kan De komme? Har I tænkt på det?",
        "Bilag A. Kommunen svarer. B. Økonomi",
        "Udgiften er 20.345.678 kr., CVR 20345678, sagsnr. 20345678.",
        "Skriv til post@sporkoebing.example.",
        "| Tag | Hal |\n| Mark | Eng |",
        MASK,
        " ".join(REPLACEMENTS.values()),
    ],
)
def test_places_institutions_and_bodies_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_masked_is_not_suggested_too() -> None:
    assert found("cpr 010190-1234") == []
    assert found(mask("cpr 010190-1234").text) == []


def test_a_release_hides_what_was_chosen_and_nothing_else() -> None:
    text = "Min mor Karen Hansen (010190-1234) bor på Birkevej 12. Lærer Mette ved det."
    masked = mask(text).text
    chosen = [one.span for one in suggest(masked) if one.text != "Mette"]
    released = release(masked, chosen)
    assert released.text == (f"Min mor [navn skjult] ({MASK}) bor på [adresse skjult]. Lærer Mette ved det.")
    assert released.digest == hashlib.sha256(released.text.encode()).hexdigest()
    assert release(text, [one.span for one in suggest(text) if one.text != "Mette"]).text == released.text
    assert release(masked).text == masked


def test_what_overlaps_is_hidden_as_one() -> None:
    text = "Karen Hansen 010190-1234"
    assert release(text, [Span(0, 12, Kind.NAME), Span(6, 15, Kind.NAME)]).text == MASK
    assert release(text, [Span(0, 5, Kind.NAME), Span(3, 12, Kind.NAME)]).text == f"[navn skjult] {MASK}"
    with pytest.raises(ValueError, match="no such place"):
        release(text, [Span(20, 25, Kind.NAME)])


def test_a_hidden_word_that_brings_a_number_nearer_to_cpr_lets_it_not_through() -> None:
    text = f"cpr {'Karen ' * 20}101901234"
    assert mask(text).spans == ()
    released = release(text, [Span(4, 4 + 6 * 20, Kind.NAME)])
    assert released.text == f"cpr [navn skjult]{MASK}"


def test_a_name_is_in_one_list_of_the_two() -> None:
    assert not words("first_names", "common") & words("first_names", "ambiguous")
    assert not words("first_names", "common") & words("not_names", "openers")
    assert all(word == word.lower() for table in ("cues", "not_names") for word in words_of(table))


def test_a_suggestion_holds_the_text_of_its_place() -> None:
    with pytest.raises(ValueError, match="no place"):
        Suggestion(Kind.NAME, 0, 3, "Ida Holm", names.FULL)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=20).map(" ".join)))
def test_suggestions_lie_apart_and_in_the_text_and_can_be_released(text: str) -> None:
    masked = mask(text).text
    suggested = suggest(masked, ("Karen Vinge", ""))
    end = 0
    for one in suggested:
        assert one.start >= end
        assert masked[one.start : one.end] == one.text
        end = one.end
    released = release(masked, [one.span for one in suggested])
    assert mask(released.text).spans == ()
    assert released.digest == release(masked, [one.span for one in reversed(suggested)]).digest
