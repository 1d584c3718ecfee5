"""English that an Indonesian team must never meet: the longer literal parts of all templates."""

from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

import automation

PACKAGE = Path(automation.__file__).parent
CATALOGUE = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "lembar.po"
TELLING = 12
"""Characters from which on a part of a template is English and nothing else."""


def translations() -> dict[str, str]:
    """Return English template -> Indonesian."""
    written = read_po(BytesIO(CATALOGUE.read_bytes()), locale="id")
    return {str(message.id): str(message.string) for message in written if message.id}


def parts(template: str) -> set[str]:
    """Return what stands between a template's places, where it is long enough to tell."""
    found = (literal.strip() for literal, _, _, _ in Formatter().parse(template))
    return {part for part in found if len(part) >= TELLING}


def english_parts() -> set[str]:
    """Return the parts of all English templates that no translation holds."""
    said = translations()
    indonesian = "\n".join(said.values())
    return {part for template in said for part in parts(template) if part not in indonesian}


def english_in(text: str) -> list[str]:
    """Return the English that stands in a text."""
    return sorted(part for part in english_parts() if part in text)
