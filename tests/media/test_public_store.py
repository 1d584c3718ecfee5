"""Networks that fetch media are told an address of the operator's bucket, signed for a few hours."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from automation.domain.content.media import MediaFile
from automation.errors import ConfigError, MediaError
from automation.http.bucket_wire import ObjectWire
from automation.media import MediaStore
from automation.media.bucket import Bucket, bucket_in
from automation.media.public_store import SIGNED_FOR_S, PublicStore
from automation.settings import Settings, load_settings
from tests.media.photos import packed, scene
from tests.wire.fake import serving
from tests.wire.pace import FakeTime
from tests.wire.s3 import BUCKET, KEY_ID, S3, SECRET

KEYS = {"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET}
Opened = Callable[..., MediaStore]


@pytest.fixture
def s3() -> Iterator[S3]:
    fake = S3()
    with serving(fake):
        yield fake


def set_up(s3: S3, **more: str) -> Settings:
    return load_settings(
        {
            "LEMBAR_MEDIA_STORE": f"s3://{BUCKET}/media", "AWS_ENDPOINT_URL_S3": s3.url,
            **KEYS, **more,
        }
    )  # fmt: skip


@pytest.fixture
def opened(s3: S3, tmp_path: Path) -> Opened:
    def opened(**more: str) -> MediaStore:
        bucket = bucket_in(set_up(s3, **more))
        assert bucket is not None
        store = PublicStore(bucket, ObjectWire(pace=FakeTime(luck=0.0).pace, silence_s=5.0))
        return MediaStore(tmp_path, lambda *_: None, store)

    (tmp_path / "kopi.jpg").write_bytes(packed(scene()))
    return opened


def kopi(store: MediaStore) -> MediaFile:
    return store.load(["kopi.jpg"])[0]["kopi.jpg"]


def test_the_file_is_put_under_its_content_and_anybody_with_the_address_gets_it(
    s3: S3, opened: Opened, tmp_path: Path
) -> None:
    store = opened()

    address = store.address(kopi(store))

    body = (tmp_path / "kopi.jpg").read_bytes()
    name = f"media/{hashlib.sha256(body).hexdigest()}.jpg"
    assert s3.objects == {name: (body, "image/jpeg")}
    answer = httpx.get(address)
    assert (answer.status_code, answer.content) == (200, body)
    assert answer.headers["content-type"] == "image/jpeg"


def test_an_address_that_was_changed_or_is_old_opens_nothing(s3: S3, opened: Opened) -> None:
    store = opened()
    address = store.address(kopi(store))

    assert httpx.get(address.replace(".jpg", ".png")).status_code == 403
    assert httpx.get(address.partition("?")[0]).status_code == 403
    s3.now = datetime.now(UTC) + timedelta(seconds=SIGNED_FOR_S + 60)  # noqa: TID251 - the signature's clock
    assert httpx.get(address).status_code == 403


def test_the_secret_is_in_no_address_and_no_message(s3: S3, opened: Opened) -> None:
    store = opened()

    assert SECRET not in store.address(kopi(store))
    assert SECRET not in repr(bucket_in(set_up(s3)))


def test_a_file_is_put_there_once_a_run_and_once_for_all_runs(s3: S3, opened: Opened) -> None:
    first, second = opened(), opened()

    for store in (first, first, second):
        store.address(kopi(store))

    assert [asked.method for asked in s3.asked] == ["HEAD", "PUT", "HEAD"]


def test_what_is_there_cut_off_is_put_there_again(s3: S3, opened: Opened) -> None:
    store = opened()
    store.address(kopi(store))
    (name,) = s3.objects
    s3.objects[name] = (b"half", "image/jpeg")

    again = opened()
    again.address(kopi(again))

    assert len(s3.objects[name][0]) > 4


def test_a_credential_that_may_put_but_not_look_is_enough(s3: S3, opened: Opened) -> None:
    s3.may_look = False
    store = opened()

    assert httpx.get(store.address(kopi(store))).status_code == 200


def test_with_an_address_for_everybody_that_one_is_told_and_lasts(s3: S3, opened: Opened) -> None:
    store = opened(LEMBAR_MEDIA_ADDRESS="https://media.kopi.example/")

    address = store.address(kopi(store), lasting=True)

    assert address == f"https://media.kopi.example/{kopi(store).sha256}.jpg"
    assert list(s3.objects) == [f"media/{kopi(store).sha256}.jpg"]
    assert store.has_lasting_place


def test_a_lasting_address_without_one_is_refused_before_anything_is_put(
    s3: S3, opened: Opened
) -> None:
    store = opened()

    with pytest.raises(ConfigError, match="LEMBAR_MEDIA_ADDRESS"):
        store.address(kopi(store), lasting=True)

    assert s3.asked == []
    assert not store.has_lasting_place


def test_a_moment_of_failure_is_asked_again(s3: S3, opened: Opened) -> None:
    s3.fails = [503]
    store = opened()

    assert httpx.get(store.address(kopi(store))).status_code == 200


def test_a_bucket_that_stays_down_is_left_to_the_next_run(s3: S3, opened: Opened) -> None:
    s3.fails = [503] * 9
    store = opened()

    with pytest.raises(MediaError, match="next run tries again"):
        store.address(kopi(store))

    s3.fails.clear()
    assert httpx.get(store.address(kopi(store))).status_code == 200


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "salah-sekali"}, "403"),
        ({"LEMBAR_MEDIA_STORE": "s3://tidak-ada/media"}, "404 NoSuchBucket"),
    ],
    ids=["a wrong secret", "no such bucket"],
)
def test_a_refusal_says_who_checks_what(
    opened: Opened, settings: dict[str, str], words: str
) -> None:
    store = opened(**settings)

    with pytest.raises(ConfigError) as caught:
        store.address(kopi(store))

    assert words in str(caught.value)
    assert "LEMBAR_MEDIA_STORE" in str(caught.value)
    assert "salah" not in str(caught.value)


def test_without_a_credential_the_variables_are_named(opened: Opened) -> None:
    store = opened(AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")

    with pytest.raises(ConfigError, match="AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        store.address(kopi(store))


def test_a_file_that_changed_is_not_put_there(s3: S3, opened: Opened, tmp_path: Path) -> None:
    store = opened()
    file = kopi(store)
    (tmp_path / "kopi.jpg").write_bytes(packed(scene((64, 48))))

    with pytest.raises(MediaError, match="changed"):
        store.address(file)

    assert s3.objects == {}


@pytest.mark.parametrize(
    "value", ["kopi-media", "https://kopi.example", "s3://", "s3://A B/x", "ftp://kopi"]
)
def test_what_names_no_bucket_is_refused(value: str) -> None:
    with pytest.raises(ConfigError, match=r"s3://bucket/folder"):
        bucket_in(load_settings({"LEMBAR_MEDIA_STORE": value}))


@pytest.mark.parametrize(
    "name", ["AWS_ENDPOINT_URL", "LEMBAR_MEDIA_ADDRESS"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["http://media.example", "https://u:p@media.example", "media"])
def test_an_address_in_clear_text_is_refused_without_being_shown(name: str, address: str) -> None:
    settings = load_settings({"LEMBAR_MEDIA_STORE": "s3://kopi-media", name: address})

    with pytest.raises(ConfigError, match=name) as caught:
        bucket_in(settings)

    assert "u:p" not in str(caught.value)


def test_google_speaks_the_same_language_at_its_own_address() -> None:
    bucket = bucket_in(load_settings({"LEMBAR_MEDIA_STORE": "gs://kopi-media/a/b/", **KEYS}))

    assert bucket is not None
    assert (bucket.name, bucket.folder) == ("kopi-media", "a/b/")
    assert bucket.endpoint == "https://storage.googleapis.com"


def test_a_rehearsal_uses_no_bucket_beyond_this_machine(s3: S3) -> None:
    rehearsal = {"LEMBAR_REHEARSAL_ONLY": "1", "LEMBAR_MEDIA_STORE": "s3://kopi-media"}

    assert bucket_in(load_settings(rehearsal)) is None
    assert isinstance(bucket_in(set_up(s3, LEMBAR_REHEARSAL_ONLY="1")), Bucket)


def test_nothing_set_is_no_bucket() -> None:
    assert bucket_in(load_settings({})) is None
