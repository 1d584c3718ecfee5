"""The parts of the documentation that are made from the product, so that they are never stale."""

import ast
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.main import get_command

from automation.cli.commands import app
from automation.domain.content.text import Unit
from automation.domain.problems.catalogue import KINDS
from automation.domain.publishing.network import (
    Capability,
    Field,
    Grade,
    Idempotency,
    MediaLimit,
    NetworkSpec,
    Verified,
)
from automation.language import Sentence, Translate, translator
from automation.networks import NETWORKS, spec_of
from automation.rehearsal.fault_catalogue import CATALOGUE
from automation.workbook.schema import load_schema

CHECKOUT = Path(__file__).parents[2]
NOTEBOOKS = CHECKOUT / "notebooks"

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "command": "command", "does": "what it does", "option": "option", "means": "what it means",
        "network": "network", "longest": "longest text", "counted": "counted in", "media": "media", "alt": "alt text",
        "can": "what it can", "twice": "against a second post", "proof": "proven with", "link": "any link counts {n}",
        "pictures": "{n} pictures", "any": "pictures", "each": "{size} each", "film": "a video", "films": "{n} videos", "or": "or",
        "and": "and", "needed": "needed", "by address": "fetched from a public address", "characters": "{n} characters",
        "fault": "fault", "tab": "tab", "holds": "what it holds", "code": "code", "said": "what the row says",
        "who": "who mends it", "stays": "stays back", "yes": "yes", "no": "no", "notebook": "notebook",
        "parameter": "its own parameters", "dash": "–",
        Grade.SECOND_HAND: "told by others", Grade.UNVERIFIED: "not confirmed",
        Unit.GRAPHEMES: "characters as people see them", Unit.CODE_POINTS: "Unicode characters",
        Unit.UTF16: "UTF-16 units", Unit.UTF8_BYTES: "bytes",
        Unit.WEIGHTED: "points", Unit.EMOJI_BYTES: "characters, an emoji by its bytes",
        Idempotency.KEY: "a key sent along, and a look at our own posts",
        Idempotency.RECORD_KEY: "the post's own key", Idempotency.NONE: "a look at our own posts",
        "asked": "nothing: a person is asked",
        Idempotency.UPLOAD: "an upload begun before, and kept",
        Verified.LIVE: "the live network", Verified.REAL_SERVER: "a real server",
        Verified.WIRE_FAKE: "a small server of ours that makes its checks", Verified.READ: "its documentation only",
        Verified.FILES: "its files, read back by other programs", "by hand": "the post's own key within a run; after it a person is asked",
    },
    "id": {
        "command": "perintah", "does": "kegunaannya", "option": "opsi", "means": "artinya",
        "network": "jaringan", "longest": "teks terpanjang", "counted": "dihitung dalam", "media": "media", "alt": "teks alternatif",
        "can": "kemampuannya", "twice": "pencegah posting ganda", "proof": "dibuktikan dengan", "link": "setiap tautan dihitung {n}",
        "pictures": "{n} gambar", "any": "gambar", "each": "masing-masing {size}", "film": "satu video", "films": "{n} video", "or": "atau",
        "and": "dan", "needed": "wajib", "by address": "diambil dari alamat umum", "characters": "{n} karakter",
        "fault": "gangguan", "tab": "tab", "holds": "isinya", "code": "kode", "said": "yang tertulis di barisnya",
        "who": "siapa yang membenahi", "stays": "tertahan", "yes": "ya", "no": "tidak", "notebook": "notebook",
        "parameter": "parameternya sendiri", "dash": "–",
        Grade.SECOND_HAND: "menurut pihak lain", Grade.UNVERIFIED: "belum terbukti",
        Unit.GRAPHEMES: "karakter seperti yang terlihat", Unit.CODE_POINTS: "karakter Unicode",
        Unit.UTF16: "satuan UTF-16", Unit.UTF8_BYTES: "bita",
        Unit.WEIGHTED: "poin", Unit.EMOJI_BYTES: "karakter, emoji menurut bitanya",
        Idempotency.KEY: "kunci yang ikut dikirim, dan pencarian di posting sendiri",
        Idempotency.RECORD_KEY: "kunci posting itu sendiri", Idempotency.NONE: "pencarian di posting sendiri",
        "asked": "tidak ada: orang yang ditanya",
        Idempotency.UPLOAD: "unggahan yang sudah dimulai dan dicatat",
        Verified.LIVE: "jaringan sungguhan", Verified.REAL_SERVER: "server sungguhan",
        Verified.WIRE_FAKE: "server kecil buatan kita dengan pemeriksaan yang sama", Verified.READ: "dokumentasinya saja",
        Verified.FILES: "berkasnya, dibaca kembali oleh program lain", "by hand": "kunci posting itu sendiri selama satu putaran; sesudahnya orang yang ditanya",
    },
}  # fmt: skip
CAPABILITIES: Mapping[str, Mapping[str, str]] = {
    "en": {},
    "id": {
        "publish": "terbit", "media": "media", "alt text": "teks alternatif", "thread": "utas", "first comment": "komentar pertama",
        "content warning": "peringatan isi", "visibility": "jangkauan", "find own posts": "mencari posting sendiri",
        "snapshot": "mengambil angka", "delete": "menghapus",
        "edit": "menyunting", "messages": "membaca pesan", "reply": "membalas", "hide": "menyembunyikan balasan",
    },
}  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)  # fmt: skip


def commands(language: str) -> str:
    """List every command with its options."""
    words, translate = WORDS[language], translator(language)
    rows = [
        (f"`{usage(name, command)}`", translate(command.help) + options(command, translate))
        for name, command in command_line().items()
    ]
    return table((words["command"], words["does"]), rows)


def command_line() -> Mapping[str, Any]:
    """Return the product's commands by name."""
    root: Any = get_command(app)
    found: dict[str, Any] = {}
    for name, one in root.commands.items():
        inner = getattr(one, "commands", None)
        found |= (
            {name: one} if inner is None else {f"{name} {sub}": it for sub, it in inner.items()}
        )
    return found


def usage(name: str, command: Any) -> str:
    """Return a command as it is typed, without options."""
    arguments = [p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument"]  # fmt: skip
    return " ".join(["lembar", name, *arguments])


def options(command: Any, translate: Translate) -> str:
    """List a command's own options."""
    shown = []
    for option in command.params:
        if option.param_type_name != "option" or option.name == "help":
            continue
        spelt = " / ".join([*option.opts, *option.secondary_opts])
        spelt += f" {option.metavar}" if option.metavar else ""
        default = f" (`{option.default}`)" if option.default not in ("", None, False, True) else ""
        shown.append(f"<br>`{spelt}` {translate(option.help or '')}{default}")
    return "".join(shown)


def networks(language: str) -> str:
    """Describe every network by its header."""
    words = WORDS[language]
    head = [words[name] for name in ("network", "longest", "media", "alt", "can", "twice", "proof")]
    return table(head, (network_row(spec_of(name), language) for name in NETWORKS))


def network_row(spec: NetworkSpec, language: str) -> Sequence[str]:
    """Return one network's cells."""
    words, media = WORDS[language], spec.media
    link = f", {words['link'].format(n=spec.text.url_length)}" if spec.text.url_length else ""
    alt = spec.fields[Field.ALT_TEXT].max if Field.ALT_TEXT in spec.fields else media.alt_text_max
    unsure = "" if spec.text.grade is Grade.OFFICIAL else f"; {words[spec.text.grade]}"
    looks = Capability.FIND_OWN_POSTS in spec.can
    can = sorted(capability.value.replace("_", " ") for capability in spec.can)
    return (
        f"**{spec.title}** (`{spec.name}`)",
        f"{spec.text.max} {words[spec.text.unit]}{link} ([{spec.text.checked}]({spec.text.source}){unsure})",
        media_cell(media, words),
        words["characters"].format(n=alt) if alt else words["dash"],
        ", ".join(_named(name, spec, language) for name in can),
        words[_against_twice(spec, looks=looks)],
        words[spec.verified],
    )  # fmt: skip


def _named(capability: str, spec: NetworkSpec, language: str) -> str:
    """Return a capability's word, and that nobody could confirm it where so."""
    unsure = {one.value.replace("_", " ") for one in spec.unsure}
    word = CAPABILITIES[language].get(capability, capability)
    return f"{word} ({WORDS[language][Grade.UNVERIFIED]})" if capability in unsure else word


def _against_twice(spec: NetworkSpec, *, looks: bool) -> str:
    """Return the word for what keeps a post from going out twice when an answer was lost."""
    if looks:
        return spec.idempotency
    return "by hand" if spec.idempotency.holds else "asked"


def media_cell(media: MediaLimit, words: Mapping[str, str]) -> str:
    """Say what may be attached to one post."""
    pictures = words["pictures"].format(n=media.images_max) if media.images_max else words["any"]
    films = words["films"].format(n=media.videos_max) if media.videos_max != 1 else words["film"]
    kinds = [
        ", ".join(filter(None, (name, size and words["each"].format(size=size))))
        if name is pictures else ", ".join(filter(None, (name, size)))
        for name, size, types in (
            (pictures, file_size(media.image_max_bytes), media.image_types),
            (films.replace("None ", ""), file_size(media.video_max_bytes), media.video_types),
        )
        if types
    ]  # fmt: skip
    told = f", {words['and' if media.mixed else 'or']} ".join(kinds) or words["dash"]
    more = [
        words[name]
        for name, so in (("needed", media.required), ("by address", media.by_address))
        if so
    ]
    return f"{told} ({'; '.join(more)})" if more else told


def file_size(count: int | None) -> str:
    """Write a number of bytes in the unit it was meant in."""
    if count is None:
        return ""
    return f"{count // 2**20} MiB" if count % 2**20 == 0 else f"{count / 1e6:g} MB"


def faults(language: str) -> str:
    """List what a trainer can let go wrong."""
    words = WORDS[language]
    rows = [(f"`{fault.name}`", fault.en if language == "en" else fault.id) for fault in CATALOGUE.values()]  # fmt: skip
    return table((words["fault"], words["means"]), rows)


def tabs(language: str) -> str:
    """List the workbook's tabs."""
    words = WORDS[language]
    found = load_schema().tabs.values()
    rows = [(f"**{tab.title(language)}**", tab.description(language)) for tab in found]
    return table((words["tab"], words["holds"]), rows)


def problems(language: str) -> str:
    """List every Problem with a real case of it."""
    words, translate = WORDS[language], translator(language)
    rows = []
    for kind in KINDS.values():
        what = Sentence(kind.what, kind.example).say(translate)
        fix = Sentence(kind.fix, kind.example).say(translate)
        stays = words["yes"] if kind.blocks else words["no"]
        rows.append((f"`{kind.code}`", f"{what}<br>**→** {fix}", translate(kind.who), stays))
    return table([words[name] for name in ("code", "said", "who", "stays")], rows)


def notebooks(language: str) -> str:
    """List the notebooks by what their first lines say."""
    words = WORDS[language]
    rows = [notebook_row(path, language) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    return table((words["notebook"], words["does"], words["parameter"]), rows)


def notebook_row(path: Path, language: str) -> Sequence[str]:
    """Return one notebook's cells."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    title, english, indonesian = "".join(cells[0]["source"]).split("\n\n")
    tagged = next(c["source"] for c in cells if "parameters" in c["metadata"].get("tags", ()))
    own = [name for name in parameter_names("".join(tagged)) if name not in COMMON]
    name = title.removeprefix("# ").split(" · ")[("en", "id").index(language)]
    told = english if language == "en" else indonesian.strip("*")
    parameters = ", ".join(f"`{name}`" for name in own) or WORDS[language]["dash"]
    return f"[{name}]({path.name})", told, parameters


COMMON = ("workbook", "now", "dry_run", "language")
"""What every notebook is told."""


def parameter_names(source: str) -> Iterator[str]:
    """Yield the names a parameters cell assigns."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id


PARTS: Mapping[str, Callable[[str], str]] = {
    "commands": commands, "networks": networks, "faults": faults, "tabs": tabs, "problems": problems, "notebooks": notebooks,
}  # fmt: skip
