"""How much a text weighs on X: its published configuration, version 3. Pure.

Source: https://github.com/twitter/twitter-text/blob/30e2430/config/v3.json (read 2026-11-21). Its
weights are scaled by 100; here a light sign weighs 1 and every other 2.
"""

import unicodedata

import regex

from automation.domain.content.text.emoji_sequences import each_emoji_as_one
from automation.domain.content.text.x_links import x_links

_LIGHT = regex.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]++")


def x_weight(text: str, url_length: int | None = 23) -> int:
    """Count a text as X does: composed, a link as `url_length`, an emoji sequence as 2."""
    composed = unicodedata.normalize("NFC", text)
    links = x_links(composed) if url_length is not None else []
    weight, position, pieces = (url_length or 0) * len(links), 0, []
    for link in links:
        pieces.append(composed[position : link.start])
        position = link.end
    pieces.append(composed[position:])
    return weight + sum(map(_weight, pieces))


def _weight(text: str) -> int:
    counted = each_emoji_as_one(text)
    return 2 * len(counted) - sum(map(len, _LIGHT.findall(counted)))
