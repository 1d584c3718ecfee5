"""Names of folders and files made from what people are called, safe on every system. Pure."""

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 40
_OF_WINDOWS = frozenset({
    "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)),
})  # fmt: skip


def safe_name(text: str, taken: Collection[str] = (), *, otherwise: str = "x") -> str:
    """Return small letters, digits and dashes that stand for a text; two alike get a number.

    Accents are dropped where a plain letter remains, and letters of other scripts stay. `otherwise`
    is the name of a text without any letter or digit.

    >>> safe_name("Siti Nurhaliza"), safe_name("José  Ñandú"), safe_name("José", {"jose"})
    ('siti-nurhaliza', 'jose-nandu', 'jose-2')
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain).casefold())
    name = words[:_LONGEST].strip("-") or otherwise
    if name in _OF_WINDOWS:
        name = f"{name}-{otherwise}"
    return _numbered(name, taken)


def _numbered(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
