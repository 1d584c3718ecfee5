"""Writes the generated parts of the documentation: `make docs`.

A page says where a part stands: `<!-- made: commands en -->` and `<!-- end -->`. What is between
them is made anew; the rest is left as people wrote it.
"""

import re
from pathlib import Path

from tests.docs.parts import CHECKOUT, PARTS

PAGES = tuple(
    CHECKOUT / page for page in ("README.md", "notebooks/README.md", "sheets_schema/PROBLEMS.md")
)
PLACE = re.compile(r"<!-- made: (?P<part>\w+) (?P<language>en|id) -->\n.*?<!-- end -->", re.DOTALL)


def renew(page: Path) -> str:
    """Return a page's text with every generated part as it is now."""

    def made(place: re.Match[str]) -> str:
        part, language = place["part"], place["language"]
        return f"<!-- made: {part} {language} -->\n{PARTS[part](language)}\n<!-- end -->"

    return PLACE.sub(made, page.read_text(encoding="utf-8"))


def main() -> None:
    """Renew every page."""
    for page in PAGES:
        page.write_text(renew(page), encoding="utf-8")


if __name__ == "__main__":
    main()
