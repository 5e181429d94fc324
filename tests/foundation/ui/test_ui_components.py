"""The components, rendered: what someone who hears the page, or has no script, is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.test.html import Element, parse_html
from django_cotton.compiler_regex import CottonCompiler

from kernespor.foundation.ui.fields import TypedDateField
from kernespor.foundation.ui.tables import Chosen, Column, chips, headings

ALL = {"reached": 6, "on_track": 19, "slipping": 5, "off_track": 2, "stale": 2, "not_begun": 7}


class Answer(forms.Form):
    owner = forms.CharField(
        label="Ejer", help_text="Skriv en rolle", error_messages={"required": "Skriv ejeren"}
    )
    deadline = TypedDateField(label="Frist")
    choice = forms.ChoiceField(
        label="Valg", choices=[("a", "Skalér"), ("b", "Nedlæg")], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label="Aftalt", required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("x", "X")])


def drawn(source: str, **context: Any) -> Element:
    """Render a piece of template as a page would, and return its tree."""
    request = RequestFactory().get("/planer/?status=slipping&sort=frist")
    template = Template("{% load ui %}" + CottonCompiler().process(source))
    return parse_html(template.render(Context({**context, "request": request})))


def every(node: Element | str, name: str) -> Iterator[Element]:
    if isinstance(node, str):
        return
    if node.name == name:
        yield node
    for child in node.children:
        yield from every(child, name)


def words(node: Element | str) -> str:
    return node if isinstance(node, str) else " ".join(filter(None, map(words, node.children)))


def at(node: Element, name: str) -> str | None:
    return dict(node.attributes).get(name)


def one(node: Element, name: str) -> Element:
    found = list(every(node, name))
    assert len(found) == 1, [str(element) for element in found]
    return found[0]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("reached", "Nået"),
        ("on_track", "På sporet"),
        ("slipping", "Skrider"),
        ("off_track", "Af sporet"),
        ("stale", "Forældet"),
        ("ownerless", "Uden ejer"),
        ("not_begun", "Ikke begyndt"),
        ("closed", "Nedlagt"),
    ],
)
@pytest.mark.parametrize(
    "source", ['{%% status "%s" "seks uger" %%}', '<c-status-pill state="%s" cause="seks uger" />']
)
def test_a_status_is_shape_and_word(source: str, state: str, word: str) -> None:
    tree = drawn(source % state)
    assert word in words(tree)
    assert "seks uger" in words(tree)
    svg = one(tree, "svg")
    assert at(svg, "aria-hidden") == "true"
    assert (at(one(tree, "use"), "href") or "").endswith(f"marks.svg#{state}")


def test_a_bar_never_stands_without_its_words() -> None:
    for thin in ("", "1"):
        tree = drawn(f'<c-state-bar :counts="counts" thin="{thin}" />', counts=ALL)
        assert len(list(every(tree, "rect"))) == 6
        assert "nået" in words(tree).lower()
    legend = drawn('<c-legend :counts="counts" />', counts=ALL)
    assert next(words(item).split() for item in every(legend, "li")) == [
        "Nået",
        "6",
    ]
    assert not list(every(drawn('<c-state-bar :counts="counts" />', counts={}), "svg"))


def test_a_field_with_an_error_names_its_hint_and_its_error() -> None:
    form = Answer({"owner": "", "deadline": "1-10-2026", "kind": "x"})
    tree = drawn('<c-field :field="form.owner" />', form=form)
    field = one(tree, "input")
    assert at(field, "aria-describedby") == "id_owner_helptext id_owner_error"
    assert at(field, "aria-invalid") == "true"
    assert at(one(tree, "label"), "for") == "id_owner"
    by_id = {at(span, "id"): words(span) for span in every(tree, "span")}
    assert by_id["id_owner_helptext"] == "Skriv en rolle"
    assert "Skriv ejeren" in by_id["id_owner_error"]


def test_choices_are_a_group_with_a_legend() -> None:
    tree = drawn('<c-field :field="form.choice" optional="1" />', form=Answer())
    assert words(one(tree, "legend")).split() == ["Valg", "(valgfrit)"]
    assert [at(radio, "type") for radio in every(tree, "input")] == ["radio", "radio"]
    assert [words(label).strip() for label in every(tree, "label")] == ["Skalér", "Nedlæg"]


def test_a_checkbox_has_its_label_beside_it_and_a_select_its_look() -> None:
    tree = drawn('<c-field :field="form.agreed" /><c-field :field="form.kind" />', form=Answer())
    assert "Aftalt" in words(next(every(tree, "label")))
    assert at(one(tree, "select"), "class") == "form-select"


def test_the_summary_of_errors_takes_focus_and_leads_to_each_field() -> None:
    form = Answer({"owner": "", "deadline": "32-1-2026", "kind": "y"})
    tree = drawn('<c-error-summary :form="form" />', form=form)
    summary = next(every(tree, "div"))
    assert (at(summary, "role"), at(summary, "tabindex")) == ("alert", "-1")
    assert words(one(tree, "h2")) == "Tre ting skal rettes"
    assert [at(link, "href") for link in every(tree, "a")] == ["#id_owner", "#id_deadline", "#id_kind"]
    assert not list(every(drawn('<c-error-summary :form="form" />', form=Answer()), "h2"))


def test_a_form_marks_what_is_optional_and_carries_its_token() -> None:
    tree = drawn('<c-form :form="form" hx-post="/gem/" />', form=Answer())
    assert words(tree).count("(valgfrit)") == 1
    assert at(one(tree, "form"), "hx-post") == "/gem/"
    assert "Gem" in words(one(tree, "button"))


def test_a_table_can_be_sorted_and_filtered_without_script() -> None:
    columns = [
        Column("navn", "Navn"),
        Column("frist", "Frist"),
        Column("sum", "Sum", numeric=True, sortable=False),
    ]
    query = QueryDict("status=slipping&sort=frist&side=3")
    tree = drawn(
        '<c-table id="t" caption="Handlinger" :headings="headings" :chips="chips" density="dense" excel="?x">'
        '<tr><th scope="row">A</th></tr><c-slot name="foot"><tr><td>I alt</td></tr></c-slot></c-table>',
        headings=headings(columns, query, "navn"),
        chips=chips(query, [Chosen("status", "slipping", "Skrider")]),
    )
    heads = [head for head in every(tree, "th") if at(head, "scope") == "col"]
    assert [at(head, "aria-sort") for head in heads] == [None, "ascending", None]
    assert at(heads[2], "class") == "num"
    links = {words(link).strip(): link for link in every(tree, "a")}
    assert at(links["Frist"], "href") == "?status=slipping&sort=-frist"
    assert at(links["Navn"], "hx-get") == at(links["Navn"], "href") == "?status=slipping&sort=navn"
    chip = next(link for label, link in links.items() if "Skrider" in label)
    assert words(chip).split() == ["Fjern", "filteret", "Skrider"]
    assert at(chip, "href") == "?sort=frist"
    assert words(one(tree, "caption")) == "Handlinger"
    assert words(one(tree, "tfoot")) == "I alt"
    region = next(div for div in every(tree, "div") if at(div, "role") == "region")
    assert (at(region, "tabindex"), at(region, "aria-label")) == ("0", "Handlinger")


def test_a_filter_form_works_by_get_and_has_a_button() -> None:
    tree = drawn('<c-filters target="t"><label for="a">A</label></c-filters>')
    form = one(tree, "form")
    assert (at(form, "method"), at(form, "hx-get"), at(form, "hx-target")) == ("get", "/planer/", "#t")
    assert words(one(tree, "button")) == "Vis"


def test_density_says_which_is_chosen() -> None:
    tree = drawn('<c-density action="/taethed/" table="planer" value="dense" />')
    pressed = {words(button): at(button, "aria-pressed") for button in every(tree, "button")}
    assert pressed == {"Luftig": "false", "Tæt": "true"}


def test_a_button_that_cannot_be_pressed_says_why() -> None:
    tree = drawn('<c-button id="send" kind="primary" reason="Kan sendes mandag.">Send</c-button>')
    button = one(tree, "button")
    assert "disabled" in dict(button.attributes)
    described = at(button, "aria-describedby")
    assert {at(p, "id"): words(p) for p in every(tree, "p")} == {described: "Kan sendes mandag."}
    assert at(one(drawn('<c-button href="/a/">A</c-button>'), "a"), "href") == "/a/"


def test_a_page_head_has_one_heading_and_says_where_one_is() -> None:
    tree = drawn(
        '<c-page-head title="Planen" lead="25 af 43." :crumbs="crumbs">'
        '<c-slot name="actions">X</c-slot></c-page-head>',
        crumbs=[("Planer", "/planer/"), ("Økonomi", "")],
    )
    assert words(one(tree, "h1")) == "Planen"
    assert at(one(tree, "nav"), "aria-label") == "Du er her"
    assert [words(span) for span in every(tree, "span") if at(span, "aria-current") == "page"] == ["Økonomi"]


def test_text_from_people_is_escaped_everywhere() -> None:
    rude = "<script>x</script>"
    tree = drawn(
        '<c-page-head :title="rude" lead="{{ rude }}" /><c-note>{{ rude }}</c-note>'
        '<c-empty title="{{ rude }}" />'
        '<c-tabs :items="tabs" label="{{ rude }}" />{% status "stale" rude %}',
        rude=rude,
        tabs=[{"label": rude, "url": "/", "current": True}],
    )
    assert not list(every(tree, "script"))


def test_an_empty_place_and_a_timeline_keep_their_order() -> None:
    tree = drawn(
        '<c-empty title="Ingen mål endnu">Skriv det første.</c-empty>'
        '<c-timeline><c-timeline-item when="3. aug.">A</c-timeline-item>'
        '<c-timeline-item kind="now">B</c-timeline-item></c-timeline>'
    )
    assert words(one(tree, "h3")) == "Ingen mål endnu"
    assert [at(item, "aria-current") for item in every(one(tree, "ol"), "li")] == [None, "step"]


def test_a_chart_has_its_sentence_above_and_its_table_one_press_away() -> None:
    tree = drawn(
        '<c-chart sentence="Det går op." svg="S" source="I går"><c-slot name="table">T</c-slot></c-chart>'
    )
    assert words(one(tree, "figcaption")) == "Det går op."
    assert "Vis som tabel" in words(one(tree, "summary"))


@pytest.mark.parametrize("grouped", [False, True])
def test_a_list_to_choose_from_is_drawn_as_django_draws_it(*, grouped: bool) -> None:
    more = [("Skoler", [("a", "A"), ("b", "B")])] if grouped else [("a", "A"), (8, "<8>")]

    class Choice(forms.Form):
        unit = forms.ChoiceField(
            choices=[("", "Alle <enheder>"), (7, "Økonomi & Stab"), *more],
            widget=forms.Select(attrs={"data-x": '"1"', "disabled": False, "autofocus": True}),
        )

    ours, theirs = Choice({"unit": "a"}), Choice({"unit": "a"}, renderer=DjangoTemplates())
    assert not isinstance(theirs.renderer, type(ours.renderer))
    assert parse_html(str(ours["unit"])) == parse_html(str(theirs["unit"]))
    options = every(parse_html(str(ours["unit"])), "option")
    assert [at(one, "value") for one in options if "selected" in dict(one.attributes)] == ["a"]
