"""The simulated audience: invented people, what they reply and when. Pure.

They are members of the rehearsal only; their accounts say so.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from automation.rehearsal.engagement import Features
from automation.rehearsal.records import Account, Post, RehearsalAccount
from automation.rehearsal.text import hashtags

_PEOPLE = (
    ("sari_w", "Sari Wulandari"),
    ("bagus_p", "Bagus Pratama"),
    ("dewi_lestari7", "Dewi"),
    ("maya_reads", "Maya Thompson"),
    ("yoga_kopi", "Yoga"),
    ("lena_b", "Lena Brandt"),
    ("ratna_ibu2anak", "Ratna"),
)
_NOTE = "Penonton latihan, bukan orang sungguhan. · Rehearsal audience, not a real person."

_REPLIES = {
    "id": (
        "Wah, bagus sekali! Ada di kota Bandung juga?",
        "Harganya berapa ya, Kak?",
        "Terima kasih infonya, langsung saya simpan.",
        "Saya sudah coba minggu lalu, enak!",
        "Buka sampai jam berapa hari Minggu?",
        "Bisa pesan untuk acara kantor, 30 porsi?",
        "Pesanan saya kemarin belum datang, tolong dicek ya.",
        "Fotonya cantik. Siapa fotografernya?",
        "Kalau yang tanpa gula ada?",
        "Setuju, saya juga pilih yang pertama.",
    ),
    "en": (
        "Lovely! Do you ship outside Java?",
        "How much is it?",
        "Thank you, saved this for later.",
        "Tried it last week and it was great.",
        "What are your opening hours on Sunday?",
        "Could you do thirty of these for an office event?",
        "My order from yesterday has not arrived, could you check?",
        "Beautiful picture. Who took it?",
        "Is there one without sugar?",
        "The first one, every time.",
    ),
}


def audience_seeds() -> tuple[RehearsalAccount, ...]:
    """Return the accounts of the simulated audience; nobody can sign in as them."""
    return tuple(
        RehearsalAccount(
            username=name, token="", display_name=shown, note=_NOTE, followers_count=35
        )
        for name, shown in _PEOPLE
    )


def reply_by(
    people: Sequence[Account], post: Post, author: Account, number: int
) -> tuple[Account, str]:
    """Choose who writes the reply of that number (from 0) and what, in the post's language."""
    language = "id" if (post.language or author.seed.language) == "id" else "en"
    texts = _REPLIES[language]
    start = int.from_bytes(hashlib.sha256(post.id.encode()).digest()[:4], "big")
    person = people[(start + number) % len(people)]
    return person, f"@{author.username} {texts[(start // 7 + 3 * number) % len(texts)]}"


def features_of(post: Post, author: Account, local: datetime) -> Features:
    """Return what the audience sees of a post; `local` is its moment on the audience's clock."""
    return Features(
        post_id=post.id,
        has_picture=bool(post.media_ids),
        has_question="?" in post.text,
        hashtags=len(hashtags(post.text)),
        length=len(post.text),
        hour=local.hour,
        followers=author.seed.followers_count,
        is_reply=post.in_reply_to_id is not None,
    )
