"""The schema as an older Lembar may have had it."""

from dataclasses import replace

from automation.workbook.schema import Field, Schema


def changed(schema: Schema, tab: str, name: str, **facts: object) -> Schema:
    """Return a schema in which one column was otherwise."""
    ours = schema.tabs[tab]
    fields = {**ours.fields, name: replace(ours.fields[name], **facts)}  # type: ignore[arg-type]
    return replace(schema, tabs={**schema.tabs, tab: replace(ours, fields=fields)})


def without(schema: Schema, tab: str, name: str, *values: str) -> Schema:
    """Return a schema in which a column did not know some choices yet."""
    return changed(schema, tab, name, **_cut(schema.tabs[tab].fields[name], values))


def without_option(schema: Schema, setting: str, *values: str) -> Schema:
    """Return a schema in which a setting did not know some options yet."""
    ours = schema.settings[setting]
    cut = replace(ours, **_cut(ours, values))  # type: ignore[arg-type]
    return replace(schema, settings={**schema.settings, setting: cut})


def _cut(field: Field, values: tuple[str, ...]) -> dict[str, object]:
    return {
        "values": tuple(one for one in field.values if one not in values),
        "labels": {one: label for one, label in field.labels.items() if one not in values},
        "tones": {one: tone for one, tone in field.tones.items() if one not in values},
    }
