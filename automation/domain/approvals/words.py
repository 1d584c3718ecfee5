"""What a comment says: a decision, perhaps one, or just talk. English and Indonesian. Pure.

To let a post go out takes the plain word and nothing else; to hold it back it is enough to begin
with the word. What sounds like an approval but says more, or says no, is asked about.
"""

import re
from enum import StrEnum

from automation.domain.approvals.approval import Verdict


class Unclear(StrEnum):
    """A comment that sounds like a decision and is none."""

    UNCLEAR = "unclear"


_APPROVE = ("approve", "approved", "approve again", "setuju", "setuju lagi", "disetujui", "saya setujui", "acc")  # fmt: skip
_CHANGES = ("request changes", "requesting changes", "changes requested", "please change", "minta perubahan", "minta diubah", "minta revisi", "perlu diubah", "perlu direvisi")  # fmt: skip
_REJECT = ("reject", "rejected", "tolak", "ditolak", "saya menolak")
_SPEAKER = r"(?:i|i'm|saya|aku|kami|we)"
_KIND = r"(?:thanks|thank you|great|nice|good|ok|oke|okay|yes|ya|iya|sip|siap|bagus|mantap|terima kasih|makasih|trims|pak|bu|kak|mas|mbak|all|semua)"  # fmt: skip
_NO = r"(?:not|no|never|don't|do not|didn't|did not|cannot|can't|won't|tidak|tak|nggak|enggak|gak|ga|belum|bukan|jangan)"  # fmt: skip

_ADDRESS = re.compile(r"[@+][\w.+-]+@[\w.-]+|@[\w.]+")
_NO_WORDS = re.compile(r"[^\w'?]+")


def _any(phrases: tuple[str, ...]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})"


_APPROVES = re.compile(rf"(?:{_KIND} )*(?:{_SPEAKER} )?{_any(_APPROVE)}(?: {_KIND})*")
_ASKS_CHANGES = re.compile(rf"(?:{_KIND} )*(?:{_SPEAKER} )?{_any(_CHANGES)}\b")
_REJECTS = re.compile(rf"(?:{_KIND} )*(?:{_SPEAKER} )?{_any(_REJECT)}\b(?! ?\?| ukur)")
_ALMOST = re.compile(
    rf"(?:{_KIND} )*(?:{_SPEAKER} )?(?:(?:{_NO}) (?:\w+ )?)?{_any((*_APPROVE, *_REJECT))}\b(?! ukur)"
)


def read_words(text: str) -> Verdict | Unclear | None:
    """Return the decision a comment gives, UNCLEAR when it may be one, None when it is talk."""
    plain = text.replace("’", "'").casefold()
    words = _NO_WORDS.sub(" ", _ADDRESS.sub(" ", plain)).strip()
    if _APPROVES.fullmatch(words):
        return Verdict.APPROVE
    if _ASKS_CHANGES.match(words):
        return Verdict.REQUEST_CHANGES
    if _REJECTS.match(words):
        return Verdict.REJECT
    return Unclear.UNCLEAR if _ALMOST.match(words) else None
