"""`lembar init` with a newer schema on a sheet that an older one laid out: what it brings, and says."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest

from automation.language import LANGUAGES, translator
from automation.rehearsal.sheets.message import Message
from automation.workbook.schema import Schema
from tests.desk_books import SCHEMA
from tests.workbook.google.layout.laid import Laid, laid_out
from tests.workbook.older_schemas import changed, without, without_option

NETWORK = SCHEMA.tabs["channels"].fields["network"]
LINK = SCHEMA.tabs["calendar"].fields["link"]


@lru_cache(maxsize=1)
def older() -> Schema:
    """Return a schema with fewer networks, roles, states, options, and another word on links."""
    old = without(SCHEMA, "channels", "network", "pinterest", "tumblr")
    old = without(old, "members", "roles", "legal")
    old = without(old, "calendar", "state", "removed")
    old = without_option(old, "strictness", "trusting")
    texts = {"en": "The address to add.", "id": "Alamat yang ditambahkan."}
    return changed(old, "calendar", "link", descriptions=texts)


def aged(language: str = "en") -> Laid:
    """Return a sheet laid out by the older schema."""
    return laid_out(language, older())


def offered(rule: Mapping[str, Any] | None) -> list[str]:
    assert rule is not None
    return [one["userEnteredValue"] for one in rule["condition"]["values"]]


def settled(laid: Laid) -> None:
    laid.init()
    assert (laid.reads, laid.writes) == (3, 0)


def own_list(*choices: str, **more: object) -> Message:
    values = [{"userEnteredValue": one} for one in choices]
    return {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True, **more}


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_choices_reach_lists_that_stand_and_init_names_them(language: str) -> None:
    laid = aged(language)

    done = laid.init()

    roles, strictness = SCHEMA.tabs["members"].fields["roles"], SCHEMA.settings["strictness"]
    row = list(SCHEMA.settings).index("strictness") + 1
    assert offered(laid.rule("channels", "network")) == list(NETWORK.allowed(language))
    assert offered(laid.rule("channels", "network", 700)) == list(NETWORK.allowed(language))
    assert offered(laid.rule("members", "roles")) == list(roles.allowed(language))
    assert offered(laid.rule("settings", "value", row)) == list(strictness.allowed(language))
    said = [one.say(translator(language)) for one in done.repaired]
    for ours, gained in (
        (NETWORK, ["pinterest", "tumblr"]), (roles, ["legal"]), (strictness, ["trusting"])
    ):  # fmt: skip
        told = ", ".join(ours.label(one, language) for one in ours.values if one in gained)
        assert any(ours.title(language) in one and f": {told}." in one for one in said)
    assert (laid.reads, laid.writes) == (4, 1)
    settled(laid)


def test_the_rest_of_an_older_rule_stays_strict_and_says_what_ours_say() -> None:
    laid, new = aged(), laid_out()

    laid.init()

    for tab, column in (("channels", "network"), ("members", "roles")):
        assert laid.rule(tab, column) == new.rule(tab, column)


def test_a_list_in_the_other_language_gains_its_choices_in_that_language() -> None:
    laid, english = aged("id"), aged("en").rule("channels", "network")
    laid.do({"setDataValidation": {"range": laid.area("channels", "network"), "rule": english}})

    laid.init()

    assert offered(laid.rule("channels", "network")) == list(NETWORK.allowed("en"))
    settled(laid)


def test_a_list_with_choices_of_the_teams_own_stays_and_says_what_it_lacks() -> None:
    laid = aged()
    told = laid.rule("channels", "network")
    assert told is not None
    own = own_list("Mastodon", "Radio sekolah", inputMessage=told["inputMessage"], strict=True)
    laid.do({"setDataValidation": {"range": laid.area("channels", "network"), "rule": own}})

    done = laid.init()

    assert laid.rule("channels", "network") == own
    [note] = [str(one) for one in done.notes if "Network" in str(one)]
    assert "Pinterest" in note
    assert "Mastodon" not in note
    settled(laid)


def test_a_list_with_words_of_the_teams_own_stays() -> None:
    laid = aged()
    own = own_list("Mastodon", "Bluesky", inputMessage="Hanya dua ini!", strict=True)
    laid.do({"setDataValidation": {"range": laid.area("channels", "network"), "rule": own}})

    laid.init()

    assert laid.rule("channels", "network") == own
    settled(laid)


def test_rows_that_people_ruled_themselves_stay_and_the_others_are_renewed() -> None:
    laid = aged()
    own, area = own_list("Radio sekolah"), laid.area("channels", "network")
    some = {**area, "startRowIndex": 40, "endRowIndex": 50}
    laid.do({"setDataValidation": {"range": some, "rule": own}})

    laid.init()

    assert laid.rule("channels", "network", 45) == own
    for row in (1, 39, 50, 900):
        assert "Pinterest" in offered(laid.rule("channels", "network", row))
    settled(laid)


def test_who_let_other_values_pass_keeps_that_and_gains_the_choices() -> None:
    laid = aged()
    rule = laid.rule("channels", "network")
    assert rule is not None
    loose = {name: fact for name, fact in rule.items() if name != "strict"}
    laid.do({"setDataValidation": {"range": laid.area("channels", "network"), "rule": loose}})

    laid.init()

    now = laid.rule("channels", "network")
    assert now is not None
    assert "Pinterest" in offered(now)
    assert not now.get("strict")
    settled(laid)


def test_a_list_that_was_closed_becomes_open_with_the_schema() -> None:
    laid = laid_out("en", changed(SCHEMA, "calendar", "post_language", is_open=False))
    was = laid.rule("calendar", "post_language")
    assert was is not None
    assert was["strict"]

    laid.init()

    assert laid.rule("calendar", "post_language") == laid_out().rule("calendar", "post_language")
    settled(laid)


def test_a_list_whose_source_is_lost_looks_into_its_tab_again() -> None:
    laid = laid_out()
    area, rule = laid.area("calendar", "owner"), laid.rule("calendar", "owner")
    assert rule is not None
    lost = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=#REF!"}]}
    laid.do({"setDataValidation": {"range": area, "rule": {**rule, "condition": lost}}})

    done = laid.init()

    assert laid.rule("calendar", "owner") == rule
    assert any("Owner" in str(one) for one in done.repaired)
    settled(laid)


def test_a_new_state_has_its_colour_in_both_languages_beside_those_that_stand() -> None:
    laid = aged()
    before = laid.tab("calendar").objects["conditionalFormats"]

    done = laid.init()

    after = laid.tab("calendar").objects["conditionalFormats"]
    added = {str(one["booleanRule"]["condition"]["values"]) for one in after[len(before) :]}
    assert after[: len(before)] == before
    labels = SCHEMA.tabs["calendar"].fields["state"].labels["removed"].values()
    assert added == {str([{"userEnteredValue": label}]) for label in labels}
    assert any("State" in str(one) for one in done.repaired)
    settled(laid)


def test_a_new_state_is_hidden_in_the_views_it_has_no_place_in_and_a_changed_view_keeps_its_change() -> None:  # fmt: skip
    laid = aged()
    stuck = laid.views()["Stuck"]
    spec = stuck["filterSpecs"][0]
    hidden = [one for one in spec["filterCriteria"]["hiddenValues"] if one != "Idea"]
    wider = [{**spec, "filterCriteria": {"hiddenValues": hidden}}]
    changed_ = {"filterViewId": stuck["filterViewId"], "filterSpecs": wider}
    laid.do({"updateFilterView": {"filter": changed_, "fields": "filterSpecs"}})

    laid.init()

    gone = set(SCHEMA.tabs["calendar"].fields["state"].labels["removed"].values())
    for title in ("Stuck", "To approve"):
        [now] = laid.views()[title]["filterSpecs"]
        assert gone <= set(now["filterCriteria"]["hiddenValues"])
    [now] = laid.views()["Stuck"]["filterSpecs"]
    assert "Idea" not in now["filterCriteria"]["hiddenValues"]
    settled(laid)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_that_is_as_an_older_schema_wrote_it_is_renewed(language: str) -> None:
    laid = aged(language)
    header = laid.tab("calendar").cell(0, laid.column("calendar", "link"))
    assert "addr" in header.note.casefold() or "alamat" in header.note.casefold()

    done = laid.init()

    now = laid.tab("calendar").cell(0, laid.column("calendar", "link"))
    assert now.note == LINK.description(language)
    assert any(LINK.title(language) in str(one) for one in done.repaired)
    settled(laid)


def test_a_note_that_people_wrote_stays_and_one_they_removed_comes_back() -> None:
    laid = aged()
    link, title = laid.column("calendar", "link"), laid.column("calendar", "title")
    start = {"sheetId": laid.tab("calendar").id, "rowIndex": 0}
    for column, note in ((link, "Selalu dengan UTM ya"), (title, "")):
        laid.do({"updateCells": {
            "start": {**start, "columnIndex": column}, "rows": [{"values": [{"note": note}]}],
            "fields": "note",
        }})  # fmt: skip

    laid.init()

    assert laid.tab("calendar").cell(0, link).note == "Selalu dengan UTM ya"
    assert laid.tab("calendar").cell(0, title).note
    settled(laid)


def test_the_guide_of_an_older_schema_is_written_anew_in_its_place() -> None:
    laid, new = aged(), laid_out()
    texts = laid.rows("Guide")
    assert texts != new.rows("Guide")

    done = laid.init()

    assert laid.rows("Guide") == new.rows("Guide")
    assert laid.titled("Guide").merges == new.titled("Guide").merges
    assert any("“Guide”" in str(one) for one in done.repaired)
    settled(laid)


def test_a_guide_people_wrote_into_stays() -> None:
    laid = aged()
    laid.fill("Guide", 4, {1: "Rapat tim tiap Senin"})
    before = laid.rows("Guide")

    laid.init()

    assert laid.rows("Guide") == before
    settled(laid)
