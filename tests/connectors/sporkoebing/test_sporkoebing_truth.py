"""What Sporkøbing says was planted holds in its files, computed anew from the rows alone."""

import datetime as dt

import pytest

from connectors.sporkoebing.municipality import FINAL, TOWNS, day, held_roles, municipality
from kernespor.connectors.sporkoebing import DEFAULT_UNTIL, Size
from kernespor.connectors.unit_plan.reader import read_plan

FULL = municipality(1, Size.FULL, DEFAULT_UNTIL)


@pytest.fixture(params=TOWNS, ids=lambda town: f"{town[0]}-{town[1]}-{town[2]}")
def town(request):
    return municipality(*request.param)


def in_force(town):
    """Return (key, item, statuses) of every action of a plan in force."""
    return [
        (key, item, town.statuses.get(key, []))
        for key, item in town.items.items()
        if town.index[key[0]]["lifecycle"] == "in_force"
    ]


def actions(town):
    return [row for row in in_force(town) if row[0][1].count(".") == 2 and ".i" not in row[0][1]]


def keys(claims):
    return [(claim["file"], claim["number"]) for claim in claims]


def test_overdue(town):
    assert keys(town.truth["overdue"]) == [
        key
        for key, item, statuses in actions(town)
        if day(item["deadline"]) < town.until and not (statuses and statuses[-1]["judgement"] in FINAL)
    ]
    assert all(
        claim["deadline"] == town.items[claim["file"], claim["number"]]["deadline"]
        for claim in town.truth["overdue"]
    )


def test_only_actions_are_overdue_while_a_plan_s_period_runs(town):
    last = {key[0]: day(item["deadline"]) for key, item in town.items.items() if key[1] == "1"}
    assert not [
        key
        for key, item, _ in in_force(town)
        if key[1].count(".") < 2 and day(item["deadline"]) < town.until <= last[key[0]]
    ]


def test_ownerless(town):
    assert keys(town.truth["ownerless"]) == [key for key, item, _ in in_force(town) if not item["owner"]]


def test_owner_left(town):
    assert keys(town.truth["owner_left"]) == [
        key
        for key, item, _ in in_force(town)
        if item["owner"] and not held_roles(town, item["owner"], town.until)
    ]
    for claim in town.truth["owner_left"]:
        assert held_roles(town, claim["owner"], dt.date.fromisoformat(claim["left_on"]))


def test_stale(town):
    begun = {key for key, item, _ in actions(town) if day(item["begins"]) <= town.until}
    stale = [
        (key, statuses[-1]["date"])
        for key, _, statuses in in_force(town)
        if statuses
        and statuses[-1]["judgement"] not in FINAL
        and (statuses[-1]["judgement"] != "not_begun" or key in begun)
        and (town.until - day(statuses[-1]["date"])).days > 120
    ]
    assert [
        (key, claim["last_status"])
        for key, claim in zip(keys(town.truth["stale"]), town.truth["stale"], strict=True)
    ] == stale


def test_never_reported(town):
    assert keys(town.truth["never_reported"]) == [
        key for key, item, statuses in actions(town) if day(item["begins"]) <= town.until and not statuses
    ]


def test_what_is_concluded_ended_and_drafts_have_no_statuses(town):
    for key, item in town.items.items():
        lifecycle, statuses = town.index[key[0]]["lifecycle"], town.statuses.get(key, [])
        if lifecycle == "draft":
            assert not statuses
        elif lifecycle == "concluded" and key[1].count(".") == 2 and ".i" not in key[1]:
            assert statuses[-1]["judgement"] in FINAL
            assert item["owner"]


def test_every_kind_of_trouble_can_be_found_in_every_plan_in_force(town):
    for plan in town.truth["plans"]:
        if plan["lifecycle"] == "in_force":
            assert set(plan["actions_planted_as"]) >= {
                "stale",
                "off_track",
                "ownerless",
                "slipping",
                "reached",
            }


def test_counts_are_those_of_the_items_and_statuses(town):
    assert len(town.truth["plans"]) == len(town.index)
    for plan in town.truth["plans"]:
        numbers = [number for file, number in town.items if file == plan["file"]]
        indicators = [number for number in numbers if ".i" in number]
        assert plan["counts"] == {
            "priority_areas": len([number for number in numbers if "." not in number]),
            "goals": len([number for number in numbers if number.count(".") == 1]),
            "actions": len([number for number in numbers if number.count(".") == 2]) - len(indicators),
            "indicators": len(indicators),
            "statuses": sum(len(rows) for (file, _), rows in town.statuses.items() if file == plan["file"]),
        }


def test_the_numbers_of_the_items_are_places_in_the_structure(town):
    for plan in town.truth["plans"]:
        expected = []
        for area_at, area in enumerate(plan["structure"]["priority_areas"], start=1):
            expected.append(f"{area_at}")
            for goal_at, goal in enumerate(area["goals"], start=1):
                number = f"{area_at}.{goal_at}"
                expected.append(number)
                expected += [f"{number}.{at}" for at, _ in enumerate(goal["actions"], start=1)]
                expected += [f"{number}.i{at}" for at, _ in enumerate(goal["indicators"], start=1)]
        assert [number for file, number in town.items if file == plan["file"]] == expected


def test_the_present_plan_of_the_staff_department_is_rich(town):
    plan = next(p for p in town.truth["plans"] if p["unit_code"] == "OS" and p["lifecycle"] == "in_force")
    counts = plan["counts"]
    assert (counts["priority_areas"], counts["goals"], counts["actions"]) == (7, 16, 43)
    assert plan["actions_planted_as"] == {
        "reached": 6,
        "on_track": 19,
        "slipping": 5,
        "off_track": 2,
        "stale": 2,
        "ownerless": 1,
        "not_begun": 7,
        "closed": 1,
    }


def test_the_organisation_is_as_the_truth_has_it(town):
    truth, units = town.truth["organisation"], town.records.units
    alive = [unit for unit in units if unit.valid_from <= town.until <= (unit.valid_to or dt.date.max)]
    assert (truth["units_ever"], truth["units_today"]) == (len({u.code for u in units}), len(alive))
    assert truth["departments_today"] == sorted(unit.code for unit in alive if unit.kind == "Forvaltning")
    assert truth["refers_elsewhere"] == [["OS-LON", "OS-HR"]]
    persons = {person.id for person in town.records.persons}
    assert set(truth["left"]) == {person for person in persons if not held_roles(town, person, town.until)}


def test_forty_plans_over_three_years_of_every_lifecycle_and_format():
    plans = FULL.truth["plans"]
    assert len(plans) == 40
    assert {plan["lifecycle"] for plan in plans} == {"draft", "in_force", "concluded"}
    assert {plan["file"].rpartition(".")[2] for plan in plans} == {"docx", "md", "txt"}
    assert {plan["numbered"] for plan in plans} == {True, False}
    assert {plan["structure"]["period"]["from"] for plan in plans} == {"2024", "2025", "2026"}
    kinds = {unit.code: unit.kind for unit in FULL.records.units}
    assert len({kinds[plan["unit_code"]] for plan in plans}) >= 12


def test_goals_never_begun(town):
    begun = {
        (file, number.rpartition(".")[0])
        for (file, number), item, statuses in actions(town)
        if statuses or day(item["begins"]) > town.until
    }
    goals = {(file, number.rpartition(".")[0]) for (file, number), _, _ in actions(town)}
    assert set(keys(town.truth["never_begun"])) == goals - begun


def test_plans_that_went_silent(town):
    last = {}
    for key, _, statuses in in_force(town):
        last[key[0]] = max([last.get(key[0], "")] + [row["date"] for row in statuses])
    assert {claim["file"]: claim["last_status"] for claim in town.truth["silent_plans"]} == {
        file: date for file, date in last.items() if (town.until - day(date)).days > 120
    }


def test_what_is_closed_has_a_reason(town):
    closed = [
        key for key, rows in town.statuses.items()
        if rows[-1]["judgement"] == "closed" and key[1].count(".") == 2
    ]  # fmt: skip
    assert sorted(keys(town.truth["closed"])) == sorted(closed)
    for claim in town.truth["closed"]:
        assert claim["why"] == town.statuses[claim["file"], claim["number"]][-1]["text"]
        assert len(claim["why"].split()) > 5


def words_of(file):
    """Return the text of each part of a document by its number."""
    plan = next(plan for plan in FULL.truth["plans"] if plan["file"] == file)
    found = {}
    for at, area in enumerate(plan["structure"]["priority_areas"], start=1):
        for place, goal in enumerate(area["goals"], start=1):
            number = f"{at}.{place}"
            found[number] = goal["title"]
            found |= {f"{number}.{n}": one for n, one in enumerate(goal["actions"], start=1)}
            found |= {f"{number}.i{n}": one for n, one in enumerate(goal["indicators"], start=1)}
    return found


def test_copies_say_what_the_last_plan_said():
    assert len(FULL.truth["copies"]) == 4
    for claim in FULL.truth["copies"]:
        old, new = words_of(claim["of"]), words_of(claim["file"])
        assert FULL.index[claim["of"]]["unit_code"] == FULL.index[claim["file"]]["unit_code"]
        assert {number: new[number] for number, _ in claim["items"]} == {
            number: old[before] for number, before in claim["items"]
        }
        assert set(old.values()) & set(new.values()) == {new[number] for number, _ in claim["items"]}
        assert 0.6 < len(claim["items"]) / len(new) < 1


def test_every_indicator_of_the_new_plans_has_its_class_and_every_class_is_there():
    classes = {(row["file"], row["number"]): row["class"] for row in FULL.truth["indicators"]}
    assert set(classes.values()) == {
        "measurable", "direction", "milestone", "two_in_one", "unmeasurable", "duplicate",
    }  # fmt: skip
    classed = {file for file, _ in classes}
    assert len(classed) >= 20
    for file, number in FULL.items:
        if file in classed and ".i" in number:
            assert (file, number) in classes
    for file, number in classes:
        assert number in words_of(file)


@pytest.mark.parametrize("plan", FULL.truth["plans"], ids=lambda plan: plan["file"])
def test_each_document_is_read_back_as_it_was_planted(plan, tmp_path):
    path = tmp_path / plan["file"]
    path.write_bytes(FULL.files[f"plans/{plan['file']}"])
    read = read_plan(path).as_dict()
    assert {key: read[key] for key in plan["structure"]} == plan["structure"]
    bare = any(
        one["kind"] == "strategy.goal_without_action" and one["file"] == plan["file"]
        for one in FULL.truth["breaks"]
    )
    assert [finding["code"] for finding in read["findings"]] == ["goal_without_actions"] * bare
