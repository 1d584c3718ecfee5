"""The reference of tabs and columns for people: sheets_schema/README.md, made from the schema.

`python -m automation.workbook.reference` writes it; a test fails when it is stale.
"""

from collections.abc import Iterator, Mapping

from automation.language import LANGUAGES
from automation.workbook.guide import read_guide
from automation.workbook.schema import Field, Schema, Tab, Writer, load_schema, schema_folder

_INTRO: Mapping[str, str] = {
    "en": """\
# The workbook's tabs and columns

Made from the files beside this page with `python -m automation.workbook.reference`; please change those.
Bahasa Indonesia: [Tab dan kolom buku kerja](#tab-dan-kolom-buku-kerja).

Columns are found by their header, never by their place: the title in either language, the name or an alias;
capitals and blanks do not matter. Columns that do not stand here are the team's own and are left alone.
Every column has one writer. ✎ is written by people, ⚙ by Lembar.
Each file is a [Table Schema](https://specs.frictionlessdata.io/table-schema/); what that has no words for stands
under `lembar`.
""",
    "id": """\
# Tab dan kolom buku kerja

Kolom dikenali dari namanya, bukan dari letaknya: judul dalam salah satu bahasa, nama teknis, atau alias;
huruf besar dan spasi tidak berpengaruh. Kolom yang tidak tercantum di sini adalah milik tim dan dibiarkan.
Setiap kolom punya satu penulis. ✎ diisi orang, ⚙ diisi Lembar.
""",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "column": "column",
        "name": "name",
        "for": "what for",
        "choices": "choices or form",
        "setting": "setting",
        "default": "default",
        "append_only": "Rows are added, never changed.",
        "optional": "Made by `lembar init WORKBOOK --course`.",
        "also": "also",
        "comma": "several, with commas",
        "lines": "one a line",
        "blocks": "parted by a line `---`",
        "lookup": "a row of {tab}",
        "open": "or another value",
        "datetime": "date and time",
        "machine datetime": "ISO 8601 with offset",
        "time": "time of day",
        "integer": "whole number",
        "number": "number",
        "string": "text",
    },
    "id": {
        "column": "kolom",
        "name": "nama",
        "for": "gunanya",
        "choices": "pilihan atau bentuk",
        "setting": "pengaturan",
        "default": "bawaan",
        "append_only": "Baris hanya ditambah, tidak pernah diubah.",
        "optional": "Dibuat dengan `lembar init WORKBOOK --course`.",
        "also": "juga",
        "comma": "beberapa, dengan koma",
        "lines": "satu per baris",
        "blocks": "dipisah baris `---`",
        "lookup": "salah satu baris {tab}",
        "open": "atau nilai lain",
        "datetime": "tanggal dan jam",
        "machine datetime": "ISO 8601 dengan selisih waktu",
        "time": "jam",
        "integer": "bilangan bulat",
        "number": "angka",
        "string": "teks",
    },
}
_SIGNS = {Writer.PEOPLE: "✎", Writer.MACHINE: "⚙"}


def render(schema: Schema) -> str:
    """Return the whole page, English first."""
    return "\n".join(line for language in LANGUAGES for line in _pages(schema, language)) + "\n"


def _pages(schema: Schema, language: str) -> Iterator[str]:
    words, guide = _WORDS[language], read_guide()
    yield _INTRO[language]
    yield f"**{guide['titles'][language]}** (`{guide['name']}`): {guide['banner'][language]}.\n"
    for tab in schema.tabs.values():
        yield f"## {tab.title(language)} · `{tab.name}`\n"
        note = f" {words['append_only']}" if tab.append_only else ""
        note += f" {words['optional']}" if tab.is_optional else ""
        yield f"{tab.description(language)}{note}\n"
        yield from _columns(schema, tab, language)
        if tab.name == "settings":
            yield from _settings(schema, language)


def _columns(schema: Schema, tab: Tab, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f"| | {words['column']} | {words['name']} | {words['for']} | {words['choices']} |"
    yield "|---|---|---|---|---|"
    for field in tab.fields.values():
        title = f"**{field.title(language)}**"
        if field.aliases:
            title += f" ({words['also']} {', '.join(field.aliases)})"
        cells = (
            _SIGNS[field.writer],
            title,
            f"`{field.name}`",
            field.description(language),
            _form(schema, field, language),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _settings(schema: Schema, language: str) -> Iterator[str]:
    words = _WORDS[language]
    heads = ("setting", "name", "for", "choices", "default")
    yield f"| {' | '.join(words[head] for head in heads)} |"
    yield "|---|---|---|---|---|"
    for setting in schema.settings.values():
        default = setting.label(setting.default, language) if setting.default else "–"
        cells = (
            f"**{setting.title(language)}**",
            f"`{setting.name}`",
            setting.description(language),
            _form(schema, setting, language),
            default,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _form(schema: Schema, field: Field, language: str) -> str:
    """Say what a cell may hold."""
    words = _WORDS[language]
    parts = []
    if field.lookup:
        parts.append(words["lookup"].format(tab=schema.tabs[field.lookup].title(language)))
    elif field.values:
        parts.append(" · ".join(field.allowed(language)))
    elif field.writer is Writer.MACHINE and field.type == "datetime":
        parts.append(words["machine datetime"])
    else:
        parts.append(words[field.type])
    if field.is_open:
        parts.append(words["open"])
    if field.list_style:
        parts.append(words[field.list_style])
    return ", ".join(parts)


def main() -> None:
    """Write sheets_schema/README.md."""
    (schema_folder() / "README.md").write_text(render(load_schema()), encoding="utf-8")


if __name__ == "__main__":
    main()
