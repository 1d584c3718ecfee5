"""One word means one thing: the glossary of the README is kept in names, headers and messages."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.extract import extract_from_dir

from automation.language import LANGUAGES
from automation.workbook.schema import load_schema

CHECKOUT = Path(__file__).parents[2]
README = CHECKOUT / "README.md"

WORDS_OF_OTHERS: Mapping[tuple[str, str], str] = {
    ("worksheet", "automation/workbook/making.py"): "XlsxWriter's class",
    ("profile", "automation/rehearsal/routes.py"): "Mastodon's page of an account",
    ("profile", "automation/rehearsal/pages/people.py"): "Mastodon's page of an account",
    ("profile", "automation/notebook_runner/pdf.py"): "Chromium's folder of one user",
    ("session", "automation/domain/publishing/sign_in.py"): "the AT protocol's word",
    ("session", "automation/networks/bluesky/header.py"): "the AT protocol's word",
    ("session", "automation/networks/youtube/upload.py"): "Google's word for an upload under way",
    ("session", "automation/tokens/connecting.py"): "the AT protocol's word",
    ("session", "automation/tokens/credentials.py"): "the AT protocol's word",
    ("session", "automation/tokens/grant.py"): "the AT protocol's word",
    ("session", "automation/tokens/renewal.py"): "the AT protocol's word",
    ("profile", "automation/media/fitting.py"): "the colour profile of a picture, ICC's word",
    ("profile", "automation/media/bucket_keys.py"): "what AWS calls a named credential",
    ("session", "automation/media/drive.py"): "requests' class",
    ("session", "automation/media/drive_client.py"): "requests' class",
    ("session", "automation/rehearsal/sheets/transport.py"): "requests' class",
    ("session", "automation/workbook/backends/google/account.py"): "requests' class",
    ("session", "automation/workbook/backends/google/backend.py"): "requests' class",
    ("session", "automation/workbook/backends/google/client.py"): "requests' class",
    ("session", "automation/http/loopback.py"): "requests' class",
    ("session", "automation/workbook/backends/google/drive.py"): "requests' class",
    ("session", "automation/workbook/backends/google/checkup.py"): "requests' class",
    ("user", "automation/workbook/backends/google/account.py"): "google-auth's authorized user",
    ("user", "automation/workbook/backends/google/signed_in.py"): "Colab's authenticate_user",
    ("user", "automation/rehearsal/sheets/api/drive.py"): "Google's field of a permission",
    ("user", "automation/rehearsal/sheets/quota.py"): "Google's quota by user",
    ("user", "automation/rehearsal/sheets/refusals.py"): "Google's quota by user",
    ("user", "automation/rehearsal/sheets/requests/shapes.py"): "Google's field names",
    ("user", "automation/rehearsal/sheets/resource.py"): "Google's field names",
    ("user", "automation/rehearsal/sheets/server.py"): "Google's quota by user",
    ("violation", "automation/rehearsal/sheets/refusals.py"): "Google's fieldViolations",
}
"""Words a file must use because what it talks to does: (word, file) -> whose word it is."""

USER_OF_THE_MACHINE = re.compile(r"[Oo]ther users of this machine|this user|this computer's user")
"""Messages about rights to a file mean the operating system's user, who is no member."""
PRODUCT = re.compile(
    r"(Google )?Business Profile|AWS_PROFILE|a profile that holds|users:read|Bot User"
)
"""What Google, Amazon and Slack call their own things, on their own pages too."""


def test_the_glossary_gives_every_word_one_meaning() -> None:
    words = [word for row in glossary() for word in re.split(r", ", row[0])]

    assert len(words) >= 20
    assert len(words) == len(set(words))
    assert not banned() & {word.lower() for word in words}


def test_no_name_in_the_code_says_a_banned_word() -> None:
    no = banned()
    found = {
        (word, file.relative_to(CHECKOUT).as_posix())
        for file in sorted((CHECKOUT / "automation").rglob("*.py"))
        for name in names_in(file)
        for word in parts_of(name) & no
    }

    assert found - WORDS_OF_OTHERS.keys() == set()


def test_every_exception_is_still_needed() -> None:
    unneeded = [
        (word, file)
        for word, file in WORDS_OF_OTHERS
        if word not in {part for name in names_in(CHECKOUT / file) for part in parts_of(name)}
    ]

    assert not unneeded


def test_no_tab_header_or_choice_says_a_banned_word() -> None:
    schema = load_schema()
    fields = [*schema.settings.values(), *(f for tab in schema.tabs.values() for f in tab.fields.values())]  # fmt: skip
    shown = [text for tab in schema.tabs.values() for text in tab.titles.values()]
    shown += [text for field in fields for text in field.titles.values()]
    shown += [field.label(value, language) for field in fields for value in field.values for language in LANGUAGES]  # fmt: skip

    assert not [text for text in shown if words_of(PRODUCT.sub("", text)) & banned()]


def test_no_message_says_a_banned_word() -> None:
    messages = {
        str(text)
        for _, _, text, _, _ in extract_from_dir(CHECKOUT / "automation", keywords={"mark": None})
    }

    no = banned()
    found = [
        text
        for text in messages
        if words_of(PRODUCT.sub("", USER_OF_THE_MACHINE.sub("", text))) & no
    ]

    assert messages
    assert not found


def glossary() -> list[list[str]]:
    """Return the rows of the README's glossary."""
    page = README.read_text(encoding="utf-8")
    table = page.split("| word | is | not |\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def banned() -> set[str]:
    """Return the words that stand on the right of the glossary."""
    return {word for _, _, no in glossary() for word in no.split(", ")}


def names_in(file: Path) -> Iterator[str]:
    """Yield every name a Python file gives or uses."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
    yield file.stem


def parts_of(name: str) -> set[str]:
    """Return the words of a name: `FetchMetrics` and `fetch_metrics` are fetch, metric."""
    return {singular(word.lower()) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def words_of(text: str) -> set[str]:
    """Return the words of a sentence."""
    return {singular(word) for word in re.findall(r"[\w-]+", text.lower())}


def singular(word: str) -> str:
    """Return a word without its plural's s."""
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
