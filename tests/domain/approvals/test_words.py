"""What a comment says, in two languages: a decision, perhaps one, or talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.approvals.approval import Verdict
from automation.domain.approvals.words import Unclear, read_words


@pytest.mark.parametrize(
    "text",
    ["approve", "Approved!", "APPROVE", "I approve.", "ok, approved, thanks", "setuju", "Setuju 👍",
     "Saya setuju", "disetujui ya", "ACC", "@sari@kopi.example approve", "Sip, setuju, terima kasih!"],
)  # fmt: skip
def test_the_plain_word_approves(text: str) -> None:
    assert read_words(text) is Verdict.APPROVE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Request changes: the price is old", Verdict.REQUEST_CHANGES),
        ("Minta perubahan, harganya bulan lalu", Verdict.REQUEST_CHANGES),
        ("perlu diubah", Verdict.REQUEST_CHANGES),
        ("Reject, we do not post about others", Verdict.REJECT),
        ("Tolak. Kita tidak membahas pesaing.", Verdict.REJECT),
        ("ditolak", Verdict.REJECT),
    ],
)
def test_to_hold_back_it_is_enough_to_begin_with_the_word(text: str, verdict: Verdict) -> None:
    assert read_words(text) is verdict


@pytest.mark.parametrize(
    "text",
    ["approve, but mend the price", "Setuju kalau harganya diganti", "not approved", "I don't approve",
     "Belum setuju", "tidak disetujui", "approve?", "Approved if Agus agrees", "reject?"],
)  # fmt: skip
def test_what_only_sounds_like_a_decision_is_unclear(text: str) -> None:
    assert read_words(text) is Unclear.UNCLEAR


@pytest.mark.parametrize(
    "text",
    ["", "👍", "please approve this", "tolong disetujui, Bu", "who approved this?", "bagus sekali",
     "Tolak ukurnya apa?", "can you approve it today?"],
)  # fmt: skip
def test_talk_is_no_decision(text: str) -> None:
    assert read_words(text) is None


@given(st.text(max_size=20), st.sampled_from(["approve", "setuju", "disetujui"]))
def test_more_words_than_the_plain_one_never_make_a_refusal_an_approval(
    more: str, word: str
) -> None:
    for text in (f"not {word} {more}", f"tidak {word} {more}", f"{word} but {more}"):
        assert read_words(text) is not Verdict.APPROVE
