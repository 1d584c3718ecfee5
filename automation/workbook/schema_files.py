"""Reads sheets_schema/*.yaml into a Schema. Called once a process, by `schema.load_schema`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import yaml

from automation.workbook.locate import header_key
from automation.workbook.schema import Field, FieldType, ListStyle, Schema, Tab, Tone, Writer
from automation.workbook.vocabulary import RawField, RawLabel, RawTab

TABS = (
    "calendar",
    "settings",
    "members",
    "channels",
    "guidelines",
    "assignments",
    "lessons",
    "ideas",
    "templates",
    "replies",
    "goals",
    "time",
    "topics",
    "approvals",
    "publications",
    "snapshots",
    "runs",
)
"""The tabs in the order a new workbook shows them; each is one file."""

YES_NO: Mapping[str, RawLabel] = {
    "yes": {"en": "Yes", "id": "Ya", "aliases": ["y", "true", "benar", "on", "1", "✓", "✔", "x"]},
    "no": {
        "en": "No",
        "id": "Tidak",
        "aliases": ["n", "false", "salah", "off", "0", "✗", "✘"],
    },
}
"""How people say a boolean."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path) -> object:
    """Parse one file, with libyaml where it is there."""
    return cast("object", yaml.load(file.read_bytes(), Loader=_LOADER))  # noqa: S506 - a safe loader


def read_tab(folder: Path, name: str) -> RawTab:
    """Parse one tab's file."""
    return cast("RawTab", read_yaml(folder / f"{name}.yaml"))


def read_schema(folder: Path) -> Schema:
    """Read every tab's file of a folder.

    Raises:
        OSError, yaml.YAMLError, KeyError, ValueError: The folder is not a sheets_schema/.
    """
    raws = {name: read_tab(folder, name) for name in TABS}
    return Schema(
        tabs={name: _tab(raw, raws) for name, raw in raws.items()},
        settings={raw["name"]: _field(raw, raws) for raw in raws["settings"]["settings"]},
    )


def _tab(raw: RawTab, raws: Mapping[str, RawTab]) -> Tab:
    ours = raw["lembar"]
    fields = {field["name"]: _field(field, raws) for field in raw["fields"]}
    return Tab(
        name=raw["name"],
        titles=ours["titles"],
        descriptions=ours["descriptions"],
        aliases=tuple(ours.get("aliases", ())),
        fields=fields,
        headers=_headers(fields),
        primary_key=raw["primaryKey"],
        append_only=ours.get("append_only", False),
        freeze=ours.get("freeze", ""),
        print_to=ours.get("print_to", ""),
        is_optional=ours.get("optional", False),
    )


def _headers(fields: Mapping[str, Field]) -> dict[str, str]:
    """Collect every header; a title or name belongs to its column even where another has it as alias."""
    headers: dict[str, str] = {}
    for field in fields.values():
        for text in (*field.titles.values(), field.name):
            headers[header_key(text)] = field.name
    for field in fields.values():
        for text in field.aliases:
            headers.setdefault(header_key(text), field.name)
    return headers


def _field(raw: RawField, raws: Mapping[str, RawTab]) -> Field:
    ours, constraints = raw["lembar"], raw.get("constraints", {})
    labels = _labels_of(raw, raws)
    tones = {value: label["tone"] for value, label in labels.items() if "tone" in label}
    return Field(
        name=raw["name"],
        type=FieldType(raw["type"]),
        writer=Writer(ours.get("writer", "people")),
        titles=ours["titles"],
        descriptions=ours["descriptions"],
        aliases=tuple(ours.get("aliases", ())),
        format=raw.get("format", ""),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        values=tuple(labels),
        labels={value: {"en": label["en"], "id": label["id"]} for value, label in labels.items()},
        readings=dict(_readings(labels)),
        tones={value: Tone(tone) for value, tone in {**tones, **ours.get("tones", {})}.items()},
        tone=Tone(ours["tone"]) if "tone" in ours else None,
        list_style=ListStyle(ours.get("list", "")),
        lookup=ours.get("lookup", ""),
        is_open=ours.get("open", False),
        default=ours.get("default", ""),
        width=ours.get("width", 12),
        group=ours.get("group", 0),
        is_folded=ours.get("folded", False),
        is_optional=ours.get("optional", False),
    )


def _labels_of(raw: RawField, raws: Mapping[str, RawTab]) -> Mapping[str, RawLabel]:
    """Return a field's labels: its own, another field's, or those of every boolean."""
    if raw["type"] == "boolean":
        return YES_NO
    ours = raw["lembar"]
    if "labels_of" not in ours:
        return ours.get("labels", {})
    tab, name = ours["labels_of"].split(".")
    return next(f["lembar"]["labels"] for f in raws[tab]["fields"] if f["name"] == name)


def _readings(labels: Mapping[str, RawLabel]) -> Iterator[tuple[str, str]]:
    for value, label in labels.items():
        for text in (value, label["en"], label["id"], *label.get("aliases", ())):
            yield header_key(text), value
