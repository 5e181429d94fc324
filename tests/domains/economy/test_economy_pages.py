"""The pages of the chart: found by number and word, told in plain words, and what nobody confirmed marked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.economy.economy_world import DAY, KEEPER, browser, centre
from kernespor.connectors.economy import STEERING_WORDS
from kernespor.domains.economy.enums import PartKind, SteeringArea
from kernespor.domains.economy.models import AccountMapping, AuthorisedAccount, CostCentreVersion
from kernespor.domains.economy.selectors.chart import chart_page
from kernespor.domains.economy.selectors.own import areas_on
from kernespor.engines.account_number import Part
from kernespor.foundation import objects
from kernespor.foundation.refusals import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
READER = "hrkonsulent"


def names(query: str) -> list[str]:
    """Return the names that the list shows for a query."""
    answer = browser(READER).get(f"{reverse('economy:page')}?{query}")
    assert answer.status_code == 200
    return [row.name for row in answer.context["rows"]]


def test_every_unit_of_the_day_has_its_cost_centre() -> None:
    shown = browser(READER).get(reverse("economy:page")).context["pages"].total
    assert shown == CostCentreVersion.objects.on(DAY).count() > 15


@pytest.mark.parametrize("words", ["mælkevejen", "MÆLKEVEJEN", "Mælkevejen"])
def test_a_cost_centre_is_found_by_a_word_of_its_name_however_it_is_written(words: str) -> None:
    assert names(f"soeg={words}") == ["Børnehuset Mælkevejen"]


def test_a_cost_centre_is_found_by_its_number_and_by_what_it_is_reported_on() -> None:
    place = centre("BU-S01")
    assert names(f"soeg={place.code}") == ["Svellerup Skole"]
    assert "Svellerup Skole" in names("soeg=3.22.01")
    assert names("soeg=3.22.01") == names("soeg=32201")
    number = AccountMapping.objects.on(DAY).filter(cost_centre=place).first().number  # type: ignore[union-attr]
    assert "Svellerup Skole" in names(f"soeg={number}")
    assert names("soeg=ingenting") == []


def test_what_htmx_exchanges_is_the_part_that_the_page_includes() -> None:
    client, address = browser(READER), f"{reverse('economy:page')}?soeg=skole"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith('<div id="steder"')
    assert part in client.get(address).content.decode()


def test_the_list_is_filtered_by_unit_policy_area_and_committee() -> None:
    area = next(one for one in areas_on(DAY).values() if one.name == "Dagtilbud")
    assert area.committee == "Børne- og Skoleudvalget"
    day_care = names(f"omraade={area.pk}")
    assert "Børnehuset Mælkevejen" in day_care
    assert "Svellerup Skole" not in day_care
    assert {"Børnehuset Mælkevejen", "Svellerup Skole"} <= set(names(f"udvalg={area.committee_id}"))
    assert names(f"enhed={factories.unit('BU-D01').pk}") == ["Børnehuset Mælkevejen"]
    assert "Børnehuset Mælkevejen" in names(f"enhed={factories.unit('BU').pk}")
    assert names("omraade=999999&udvalg=x") == []


def test_a_cost_centre_tells_where_it_belongs_its_accounts_in_words_and_what_was() -> None:
    text = browser(READER).get(reverse("economy:cost_centre", args=[centre("BU-D02").pk])).content.decode()
    for words in (
        "Dagpleje og daginstitutioner", "Serviceramme", "Børne- og Skoleudvalget", "Fødevarer",
        "Daginstitutioner (institutioner kun for børn indtil skolestart)", "Driftskonti", "ikke bekræftet",
        "Konteringen før, senere og rettet", "Vuggestuen Solen",
    ):  # fmt: skip
        assert words in text
    assert "1.0 kendes ikke" not in text  # wages aren't divided


def test_the_authorised_chart_names_its_sources_and_marks_what_nobody_confirmed() -> None:
    page = browser(READER).get(reverse("economy:authorised"))
    text = page.content.decode()
    rows = AuthorisedAccount.objects.believed()
    unseen = rows.filter(verified=False).count()
    assert (rows.count(), unseen) == (388, 306)
    assert f"{unseen} af {rows.count()} rækker er ikke bekræftet" in text
    assert text.count('class="eco-unverified"') == unseen
    assert text.count("kilde: ") == rows.count() - unseen
    assert not rows.filter(verified=True, source="").exists()


def test_a_search_in_the_chart_keeps_what_stands_above_and_what_lies_under_a_hit() -> None:
    found = chart_page(DAY, "folkeskoler")
    assert [(one.row.code, [two.row.code for two in one.below]) for one in found.functions] == [
        ("3", ["3.22"])
    ]
    assert [one.row.code for one in found.functions[0].below[0].below] == ["3.22.01"]
    assert chart_page(DAY, "322").functions == chart_page(DAY, "3.22").functions
    assert len(chart_page(DAY, "3.22").functions[0].below[0].below) > 5
    assert chart_page(DAY, "ingenting").shown == 0
    page = browser(READER).get(f"{reverse('economy:authorised')}?soeg=ingenting").content.decode()
    assert "Ingen række passer" in page


def test_a_number_is_explained_digit_by_digit_with_who_is_reported_on_it() -> None:
    place = centre("BU-S01")
    mapping = AccountMapping.objects.on(DAY).get(cost_centre=place, account__code="450010")
    client = browser(READER)
    text = client.get(f"{reverse('economy:explain')}?nummer={mapping.number}").content.decode()
    for words in ("Folkeskoler", "Driftskonti", "Egne", "Entreprenør", "kommunens eget", "8–11",
                  "antallet af cifre er ikke bekræftet", "Her bruges nummeret",
                  "Svellerup Skole"):  # fmt: skip
        assert words in text
    sent = client.post(
        reverse("economy:explain"), {"tekst": f"Flyt 500 kr. til {mapping.number} og 3.22.01."}
    )
    assert len(sent.context["numbers"]) == 1
    assert [one.code for one in sent.context["functions"]] == ["3.22.01"]
    assert "Undervisning og kultur" in sent.content.decode()


def test_what_is_no_number_is_said_with_its_remedy() -> None:
    client = browser(READER)
    page = client.post(reverse("economy:explain"), {"tekst": "123"}).content.decode()
    assert "Kontonummeret har 3 cifre og ikke 16." in page
    assert client.post(reverse("economy:explain"), {"tekst": ""}).status_code == 422
    odd = client.post(reverse("economy:explain"), {"tekst": "9999999999999999"}).content.decode()
    assert "står ikke i den autoriserede kontoplan" in odd
    many = " ".join(f"{number:016}" for number in range(25))
    assert (
        "5 numre til er ikke forklaret."
        in client.post(reverse("economy:explain"), {"tekst": many}).content.decode()
    )


def test_accounts_and_appropriations_have_their_lists() -> None:
    client = browser(READER)
    page = client.get(f"{reverse('economy:accounts')}?soeg=lønninger til")
    assert "Ingen konto passer." in page.content.decode()
    found = client.get(f"{reverse('economy:accounts')}?soeg=1100")
    assert [row.account.code for row in found.context["pages"].rows] == ["110010", "110020", "110030"]
    assert found.context["pages"].rows[0].used == CostCentreVersion.objects.on(DAY).count()
    part = client.get(f"{reverse('economy:accounts')}?soeg=1100", headers={"HX-Request": "true"})
    assert part.content.decode().strip() in found.content.decode()
    areas = client.get(reverse("economy:appropriations")).content.decode()
    assert "Forsørgelse" in areas
    assert "Overførselsudgifter" in areas


def test_cost_centres_and_accounts_are_found_by_the_search_of_the_house() -> None:
    actor = factories.actor(READER)
    place = centre("BU-D01")
    row = objects.rows_of(actor, "economy.costcentre", [place.pk])[place.pk]
    card = objects.card_of(row)
    assert (card.title, card.url) == (
        f"{place.code} Børnehuset Mælkevejen",
        reverse("economy:cost_centre", args=[place.pk]),
    )
    assert "kontoplanen" in card.kind.ground(actor, row)
    with pytest.raises(NotPermitted):
        objects.check_change(actor, row)
    page = browser(READER).get(reverse("search:page"), {"q": place.code}).content.decode()
    assert "Børnehuset Mælkevejen" in page


def test_lists_cost_at_most_eight_queries_and_pages_at_most_twenty() -> None:
    client = browser(KEEPER)
    number = AccountMapping.objects.on(DAY).earliest("pk").number
    costs = {}
    for name, arguments, query in (
        ("page", [], ""),
        ("page", [], "?soeg=3.22.01&udvalg=1&omraade=1&enhed=1"),
        ("accounts", [], ""),
        ("appropriations", [], ""),
        ("authorised", [], ""),
        ("cost_centre", [centre("BU-D02").pk], ""),
        ("explain", [], f"?nummer={number}"),
        ("import_new", [], ""),
    ):
        address = reverse(f"economy:{name}", args=arguments) + query
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs[name, query] = len(asked)
    most = {"cost_centre": 20, "explain": 20}
    assert {key: cost for key, cost in costs.items() if cost > most.get(key[0], 8)} == {}


def test_the_words_of_the_connector_and_the_engine_are_those_of_the_models() -> None:
    assert set(STEERING_WORDS) == set(SteeringArea.values)
    assert [part.value for part in Part] == PartKind.values
