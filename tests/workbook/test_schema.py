"""sheets_schema/: what every file must hold, and how headers and typed values are understood."""

from collections import Counter
from enum import StrEnum

import pytest
import yaml

from automation.domain.approvals.approval import Verdict
from automation.domain.content.guideline import Rule
from automation.domain.content.post import Answer, Choice, State, Status
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.snapshot import NUMBER_NAMES, Mark
from automation.domain.team.channel import Policy
from automation.domain.team.member import Role
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import Strictness
from automation.language import LANGUAGES
from automation.workbook.guide import GuidePage, read_guide
from automation.workbook.locate import header_key
from automation.workbook.schema import Field, Tab, Writer, load_schema, schema_folder
from automation.workbook.schema_files import TABS, read_tab, read_yaml
from automation.workbook.vocabulary import RawTab
from tests.workbook.vocabulary_check import departures

SCHEMA = load_schema()
CALENDAR = SCHEMA.tabs["calendar"]


FIELDS: dict[str, Field] = {
    **{f"{tab.name}.{f.name}": f for tab in SCHEMA.tabs.values() for f in tab.fields.values()},
    **{f"settings:{setting.name}": setting for setting in SCHEMA.settings.values()},
}


@pytest.mark.parametrize("name", TABS)
def test_a_file_uses_only_words_of_the_vocabulary_and_both_languages(name: str) -> None:
    assert list(departures(read_tab(schema_folder(), name), RawTab, name)) == []


def test_the_guide_page_is_written_in_both_languages() -> None:
    assert list(departures(read_guide(), GuidePage, "guide")) == []


def test_every_file_of_the_folder_is_a_tab_or_the_guide() -> None:
    files = {file.stem for file in schema_folder().glob("*.yaml")}

    assert files == {*TABS, "guide"}


@pytest.mark.parametrize("name", [*TABS, "guide"])
def test_a_file_reads_the_same_with_and_without_libyaml(name: str) -> None:
    file = schema_folder() / f"{name}.yaml"

    assert yaml.safe_load(file.read_bytes()) == read_yaml(file)


@pytest.mark.parametrize("name", TABS)
def test_every_column_names_its_one_writer_its_width_and_both_texts(name: str) -> None:
    for field in read_tab(schema_folder(), name)["fields"]:
        assert {"writer", "titles", "descriptions", "width"} <= set(field["lembar"]), field["name"]


@pytest.mark.parametrize("name", TABS)
def test_the_labels_of_a_closed_column_are_its_enum_in_the_same_order(name: str) -> None:
    raw = read_tab(schema_folder(), name)
    for field in [*raw["fields"], *raw.get("settings", [])]:
        enum = field.get("constraints", {}).get("enum")
        if enum is not None:
            assert list(field["lembar"]["labels"]) == enum, field["name"]


@pytest.mark.parametrize("tab", SCHEMA.tabs.values(), ids=lambda tab: tab.name)
def test_no_header_stands_for_two_columns_in_either_language(tab: Tab) -> None:
    headers = Counter(
        header
        for field in tab.fields.values()
        for header in {
            header_key(text) for text in (*field.titles.values(), field.name, *field.aliases)
        }
    )

    assert [header for header, count in headers.items() if count > 1] == []


def test_no_name_stands_for_two_tabs_in_either_language() -> None:
    guide = {header_key(title) for title in (*read_guide()["titles"].values(), "guide")}
    names = Counter(
        name
        for tab in SCHEMA.tabs.values()
        for name in {header_key(text) for text in (*tab.titles.values(), tab.name, *tab.aliases)}
    )
    names.update(guide)

    assert [name for name, count in names.items() if count > 1] == []
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize("place", FIELDS)
def test_what_people_may_type_means_one_value_only(place: str) -> None:
    field = FIELDS[place]

    for value, label in field.labels.items():
        for text in (value, *label.values()):
            assert field.value_of(text) == value, f"{place}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", FIELDS)
def test_texts_fit_where_spreadsheet_programs_show_them(place: str, language: str) -> None:
    field = FIELDS[place]
    labels = field.allowed(language)

    assert len(field.description(language)) <= 255, place
    assert len(field.title(language)) <= 40, place
    if field.writer is Writer.PEOPLE:
        assert len(",".join(labels)) <= 255, place
        assert not any("," in label for label in labels), place


@pytest.mark.parametrize("place", FIELDS)
def test_a_label_never_begins_with_another_of_a_different_colour(place: str) -> None:
    field = FIELDS[place]

    coloured = [
        (label, field.tones.get(value))
        for value in field.values
        for label in field.labels[value].values()
    ]
    for label, tone in coloured:
        for longer, other in coloured:
            assert tone is None or tone == other or not longer.startswith(label), (
                place,
                label,
                longer,
            )


@pytest.mark.parametrize("tab", SCHEMA.tabs.values(), ids=lambda tab: tab.name)
def test_a_tab_refers_only_to_columns_and_tabs_that_exist(tab: Tab) -> None:
    assert tab.primary_key in tab.fields
    assert {name for name in (tab.freeze, tab.print_to) if name} <= set(tab.fields)
    assert {field.lookup for field in tab.fields.values() if field.lookup} <= set(SCHEMA.tabs)


@pytest.mark.parametrize("name", ["approvals", "publications", "snapshots", "runs"])
def test_the_logs_are_append_only_and_the_machines_alone(name: str) -> None:
    tab = SCHEMA.tabs[name]

    assert tab.append_only
    assert {field.writer for field in tab.fields.values()} == {Writer.MACHINE}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("calendar.status", Status), ("calendar.state", State), ("calendar.decision_1", Choice),
        ("calendar.decision_2", Choice), ("calendar.decision_3", Choice), ("calendar.answer", Answer),
        ("channels.policy", Policy), ("guidelines.rule", Rule), ("members.roles", Role),
        ("channels.level_1", Role), ("channels.level_3", Role), ("publications.happened", Happened),
        ("snapshots.mark", Mark), ("approvals.proof", Proof),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_the_schema_and_the_domain_know_the_same_values(path: str, words: type[StrEnum]) -> None:
    tab, name = path.split(".")

    assert SCHEMA.tabs[tab].field(name).values == tuple(words)


def test_the_settings_and_logs_know_every_value_of_the_domain() -> None:
    assert SCHEMA.settings["strictness"].values == tuple(Strictness)
    assert set(Verdict) <= set(SCHEMA.tabs["approvals"].field("decision").values)
    assert set(NUMBER_NAMES) <= set(SCHEMA.tabs["snapshots"].fields)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Publish at", "publish_at"), ("JADWAL   terbit ", "publish_at"), ("publish_at", "publish_at"),
        ("caption", "text"), ("PIC", "owner"), ("Catatan rahasia", None), ("", None),
    ],
)  # fmt: skip
def test_a_header_is_known_by_title_name_or_alias_in_any_case(
    header: str, column: str | None
) -> None:
    assert CALENDAR.field_named(header) == column


def test_a_tab_is_found_in_either_language_and_by_its_title_before_its_alias() -> None:
    assert CALENDAR.find_title(["Catatan", " KALENDER "]) == " KALENDER "
    assert CALENDAR.find_title(["Content calendar", "Calendar"]) == "Calendar"
    assert CALENDAR.find_title(["Catatan"]) is None


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("status", "siap", "ready"), ("status", " Ready ", "ready"), ("status", "ready", "ready"),
        ("decision_1", "SETUJU  LAGI", "approve_again"), ("decision_1", "disetujui", "approve"),
        ("post_language", "Inggris", "en"), ("status", "nanti saja", None),
    ],
)  # fmt: skip
def test_a_typed_value_is_understood_in_either_language(
    column: str, typed: str, value: str | None
) -> None:
    assert CALENDAR.field(column).value_of(typed) == value


@pytest.mark.parametrize("typed", ["yes", "Ya", "TRUE", "✓", "y"])
def test_a_yes_is_understood_however_it_is_written(typed: str) -> None:
    assert SCHEMA.tabs["members"].field("active").value_of(typed) == "yes"


@pytest.mark.parametrize("typed", ["no", "Tidak", "false", "n", "✗"])
def test_a_no_is_understood_however_it_is_written(typed: str) -> None:
    assert SCHEMA.settings["pause"].value_of(typed) == "no"


def test_a_setting_is_named_in_either_language() -> None:
    assert SCHEMA.setting_named("zona WAKTU") == "timezone"
    assert SCHEMA.setting_named("Pause all publishing") == "pause"
    assert SCHEMA.setting_named("warna kesukaan") is None


def test_every_default_is_a_value_the_setting_takes() -> None:
    for field in FIELDS.values():
        if field.default and field.values:
            assert field.default in field.values
