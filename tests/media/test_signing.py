"""Addresses are signed as others sign them: the signatures below are botocore 1.44.5's for the same."""

from datetime import UTC, datetime

import pytest

from automation.media.signing import Signer

AT = datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC)
VECTORS = [
    (
        Signer(key_id="AKIAKOPISENJA", secret="rahasia-kopi-senja", region="ap-southeast-3"),
        "GET", "https://kopi-media.s3.ap-southeast-3.amazonaws.com/media/abc.jpg", 21600,
        "5606b36d0fb251272f7d2cbfa7f798b04aeb93a0265ca07c8ffdb0ad3117f1eb",
    ),
    (
        Signer(key_id="AKIAKOPISENJA", secret="rahasia-kopi-senja", region="auto", token="lent/token+for==hours"),
        "PUT", "http://127.0.0.1:9000/kopi-media/media/a%20b~c.mp4", 900,
        "a016eaf5c597869d5c88de7da91dba85398460ac83df87eba5b23a5fe321b0ab",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signer", "method", "address", "for_s", "signature"), VECTORS, ids=["Amazon", "lent, at a port"]
)  # fmt: skip
def test_the_signature_is_the_one_others_compute(
    signer: Signer, method: str, address: str, for_s: int, signature: str
) -> None:
    signed = signer.signed(method, address, at=AT, for_s=for_s)

    assert signed.endswith(f"&X-Amz-Signature={signature}")
    assert signed.startswith(f"{address}?")
    assert f"X-Amz-Expires={for_s}" in signed


def test_the_secret_hides_itself() -> None:
    assert "rahasia" not in repr(VECTORS[1][0])
    assert "lent/token" not in repr(VECTORS[1][0])
