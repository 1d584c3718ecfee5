"""The faults a trainer can ask for by name, each explained in both languages.

They stand side by side in English and Indonesian because the trainers' page shows both at once.
"""

import difflib
from dataclasses import dataclass, replace

from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.faults import CONDITIONS, Effect, Fault

_POST = "^/api/v1/statuses$"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFault:
    """A fault with its name and what it teaches."""

    name: str
    en: str
    id: str
    fault: Fault

    @property
    def lasts(self) -> bool:
        """Whether it holds until it is cleared."""
        return self.fault.count is None or self.fault.effect in CONDITIONS


def _named(name: str, en: str, indonesian: str, fault: Fault) -> NamedFault:
    return NamedFault(name=name, en=en, id=indonesian, fault=replace(fault, name=name))


def _on_post(effect: Effect, *, status: int = 503, delay_s: float = 2.0) -> Fault:
    return Fault(effect=effect, methods="^POST$", path=_POST, status=status, delay_s=delay_s)


_ALL = (
    _named(
        "answer-lost",
        "The next post is published, but the answer is lost on the way.",
        "Posting berikutnya tayang, tetapi jawabannya hilang di jalan.",
        _on_post(Effect.LOST),
    ),
    _named(
        "cut-before",
        "The connection breaks before the next post is stored.",
        "Sambungan putus sebelum posting berikutnya tersimpan.",
        _on_post(Effect.CUT),
    ),
    _named(
        "never-answers",
        "The next post is published, but no answer ever comes.",
        "Posting berikutnya tayang, tetapi jawaban tidak pernah datang.",
        _on_post(Effect.NEVER),
    ),
    _named(
        "error-before",
        "The next request fails (503); nothing is stored.",
        "Permintaan berikutnya gagal (503); tidak ada yang tersimpan.",
        Fault(effect=Effect.STATUS, status=503),
    ),
    _named(
        "error-after",
        "The next post is published, but the network says it failed (500).",
        "Posting berikutnya tayang, tetapi jaringan berkata gagal (500).",
        _on_post(Effect.STORED_THEN_STATUS, status=500),
    ),
    _named(
        "html-page",
        "A web page comes instead of an answer, as if all were well (200).",
        "Yang datang halaman web, bukan jawaban, seolah semuanya baik (200).",
        Fault(effect=Effect.HTML, status=200),
    ),
    _named(
        "bad-gateway",
        "A proxy's error page comes instead of an answer (502).",
        "Yang datang halaman galat dari perantara (502).",
        Fault(effect=Effect.HTML, status=502),
    ),
    _named(
        "cut-off-json",
        "The next post is published, but only half the answer arrives.",
        "Posting berikutnya tayang, tetapi jawabannya hanya sampai separuh.",
        _on_post(Effect.CUT_OFF_JSON),
    ),
    _named(
        "oversized",
        "The next answer is far too big.",
        "Jawaban berikutnya terlalu besar.",
        Fault(effect=Effect.OVERSIZED),
    ),
    _named(
        "slow",
        "The next request waits two seconds before it is worked on.",
        "Permintaan berikutnya menunggu dua detik sebelum dikerjakan.",
        Fault(effect=Effect.SLOW, delay_s=2.0),
    ),
    _named(
        "slow-answer",
        "The next post is published at once; the answer comes two seconds later.",
        "Posting berikutnya langsung tayang; jawabannya datang dua detik kemudian.",
        _on_post(Effect.SLOW_ANSWER),
    ),
    _named(
        "rate-limited",
        "Too many requests: try again in a minute (429).",
        "Terlalu banyak permintaan: coba lagi semenit lagi (429).",
        Fault(effect=Effect.RATE_LIMITED, delay_s=60.0),
    ),
    _named(
        "token-revoked",
        "The channel's token was revoked (401) until this is cleared.",
        "Token kanal dicabut (401) sampai gangguan ini dihapus.",
        Fault(effect=Effect.TOKEN_REVOKED, count=None),
    ),
    _named(
        "token-expired",
        "The channel's token expired (401) until this is cleared.",
        "Token kanal kedaluwarsa (401) sampai gangguan ini dihapus.",
        Fault(effect=Effect.TOKEN_EXPIRED, count=None),
    ),
    _named(
        "not-allowed",
        "The network forbids the next post (403).",
        "Jaringan melarang posting berikutnya (403).",
        _on_post(Effect.STATUS, status=403),
    ),
    _named(
        "redirected",
        "The next request is sent to another server.",
        "Permintaan berikutnya dialihkan ke server lain.",
        Fault(effect=Effect.REDIRECT),
    ),
    _named(
        "shorter-posts",
        "The server now takes only 140 characters.",
        "Server sekarang hanya menerima 140 karakter.",
        Fault(effect=Effect.LIMITS, limits={"max_characters": 140}),
    ),
    _named(
        "one-picture",
        "The server now takes only one picture per post.",
        "Server sekarang hanya menerima satu gambar per posting.",
        Fault(effect=Effect.LIMITS, limits={"max_media_attachments": 1}),
    ),
    _named(
        "keys-ignored",
        "The server ignores idempotency keys: sending twice posts twice.",
        "Server mengabaikan kunci idempotensi: kirim dua kali, tayang dua kali.",
        Fault(effect=Effect.IGNORE_KEYS),
    ),
    _named(
        "media-slow",
        "Uploads are still being processed for a while.",
        "Unggahan masih diproses beberapa saat.",
        Fault(effect=Effect.MEDIA_SLOW),
    ),
    _named(
        "media-stuck",
        "Uploads are processed without end.",
        "Unggahan diproses tanpa selesai.",
        Fault(effect=Effect.MEDIA_STUCK),
    ),
    _named(
        "media-failed",
        "Processing of uploads fails.",
        "Pemrosesan unggahan gagal.",
        Fault(effect=Effect.MEDIA_FAILED),
    ),
)

CATALOGUE = {one.name: one for one in _ALL}


def nearest_name(wrong: str) -> str:
    """Return the known name most like a wrong one."""
    return difflib.get_close_matches(wrong, CATALOGUE, n=1, cutoff=0.0)[0]


def fault_named(name: str) -> Fault:
    """Return a fault of the catalogue.

    Raises:
        ConfigError: it has none of that name.
    """
    if name not in CATALOGUE:
        raise ConfigError(
            mark("There is no rehearsal fault called “{name}”."),
            mark(
                "Whoever sets the fault: did you mean “{nearest}”? All names are on the page /rehearsal."
            ),
            name=name,
            nearest=nearest_name(name),
        )
    return CATALOGUE[name].fault
