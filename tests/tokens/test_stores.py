"""Every token store keeps what it is given, and says plainly when it cannot."""

import json
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from automation.domain.ids import ChannelId
from automation.domain.publishing.sign_in import Trouble
from automation.errors import ConfigError
from automation.http import Http
from automation.settings import Secret, Settings
from automation.tokens.grant import Grant
from automation.tokens.stores.opening import move, open_store
from automation.tokens.stores.os_keyring import OsKeyring
from automation.tokens.stores.sealed_file import SealedFile
from automation.tokens.stores.secret_manager import SecretManager
from automation.tokens.stores.store import TokenStore
from tests.wire.pace import NOON, FakeTime
from tests.wire.secret_manager import SecretProject, secret_manager

GRANT = Grant(
    network="kopigram", channel=ChannelId("brand"), values={"KOPIGRAM_TOKEN": "access-canary"},
    refresh="refresh-canary", client={"KOPIGRAM_CLIENT_SECRET": "secret-canary"}, account="@kopi senja ☕",
    server="https://kopigram.example", facts={"did": "did:plc:kopi"}, scopes="read write", obtained_at=NOON,
    expires_at=datetime(2027, 1, 31, tzinfo=UTC), trouble=Trouble.LOST, trouble_at=NOON,
)  # fmt: skip
OTHER = replace(GRANT, network="mastodon", channel=ChannelId("Dukungan / bantuan"))


class Ring(KeyringBackend):
    """A keyring in memory, as keyring's own tests have it."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, ours = keyring.get_keyring(), Ring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def http() -> Iterator[Http]:
    time = FakeTime()
    client = Http(Settings(), clock=time.now, pace=time.pace)
    yield client
    client.close()


@pytest.fixture
def project() -> Iterator[SecretProject]:
    with secret_manager() as running:
        yield running


@pytest.fixture(params=["file", "keyring", "google"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, ring: Ring, http: Http, project: SecretProject
) -> TokenStore:
    folder = tmp_path / ".lembar"
    if request.param == "file":
        return SealedFile(folder)
    if request.param == "keyring":
        return OsKeyring(folder)
    access = Secret("google-access-canary", "LEMBAR_GOOGLE_KEY")
    return SecretManager(folder, "kopi-senja", http=http, access=access, address=project.url)


def test_what_is_kept_comes_back_whole(store: TokenStore) -> None:
    store.save(GRANT)
    store.save(OTHER)

    assert store.load(GRANT.key) == GRANT
    assert store.load_all() == [GRANT, OTHER]


def test_what_was_never_kept_is_not_there(store: TokenStore) -> None:
    assert store.load(GRANT.key) is None
    assert store.load_all() == []
    store.remove(GRANT.key)


def test_the_newest_is_what_counts(store: TokenStore) -> None:
    newer = replace(GRANT, values={"KOPIGRAM_TOKEN": "newer-canary"}, trouble=None, trouble_at=None)
    store.save(GRANT)
    store.save(newer)

    assert store.load(GRANT.key) == newer


def test_what_is_removed_is_gone_and_the_rest_stays(store: TokenStore) -> None:
    store.save(GRANT)
    store.save(OTHER)
    store.remove(GRANT.key)

    assert store.load_all() == [OTHER]


def test_grants_move_to_another_store_and_leave_the_old_one(
    store: TokenStore, tmp_path: Path
) -> None:
    store.save(GRANT)
    new = SealedFile(tmp_path / "elsewhere")

    assert move(store, new) == 1
    assert (store.load_all(), new.load_all()) == ([], [GRANT])


def test_the_file_shows_nothing_and_only_its_user_may_read_it(tmp_path: Path) -> None:
    SealedFile(tmp_path / ".lembar").save(GRANT)

    for name in ("tokens", "key"):
        file = tmp_path / ".lembar" / name
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"canary" not in file.read_bytes()
        assert b"kopigram" not in file.read_bytes()
    assert stat.S_IMODE((tmp_path / ".lembar").stat().st_mode) == 0o700
    assert (tmp_path / ".lembar" / ".gitignore").read_text() == "*\n"


def test_a_key_of_the_environment_leaves_none_beside_the_file(tmp_path: Path) -> None:
    key = Secret("kunci yang sangat panjang", "LEMBAR_TOKEN_KEY")
    SealedFile(tmp_path, key).save(GRANT)

    assert not (tmp_path / "key").exists()
    assert SealedFile(tmp_path, key).load(GRANT.key) == GRANT


@pytest.mark.parametrize("key", [Secret("another key altogether", "LEMBAR_TOKEN_KEY"), None])
def test_a_wrong_or_missing_key_is_named_and_nothing_is_overwritten(
    tmp_path: Path, key: Secret | None
) -> None:
    SealedFile(tmp_path, Secret("kunci yang sangat panjang", "LEMBAR_TOKEN_KEY")).save(GRANT)
    before = (tmp_path / "tokens").read_bytes()
    store = SealedFile(tmp_path, key)

    for use in (lambda: store.load(GRANT.key), lambda: store.save(OTHER)):
        with pytest.raises(ConfigError, match="key does not open"):
            use()

    assert (tmp_path / "tokens").read_bytes() == before


@pytest.mark.parametrize("spoil", ["", "{}", "[]", '{"salt": "zz"}', "half", "flipped"])
def test_a_damaged_file_is_named_and_not_overwritten(tmp_path: Path, spoil: str) -> None:
    store = SealedFile(tmp_path)
    store.save(GRANT)
    file = tmp_path / "tokens"
    whole = json.loads(file.read_text())
    sealed = whole["sealed"]
    flipped = f"{sealed[:40]}{'A' if sealed[40] != 'A' else 'B'}{sealed[41:]}"
    made = {"half": file.read_text()[:80], "flipped": json.dumps(whole | {"sealed": flipped})}
    spoilt = made.get(spoil, spoil)
    file.write_text(spoilt)

    for use in (store.load_all, lambda: SealedFile(tmp_path).save(OTHER)):
        with pytest.raises(ConfigError, match="damaged"):
            use()

    assert file.read_text() == spoilt


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="shorter than 16"):
        SealedFile(tmp_path, Secret("kopi123", "LEMBAR_TOKEN_KEY")).save(GRANT)


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    grants = [replace(GRANT, channel=ChannelId(f"channel-{number}")) for number in range(6)]
    threads = [
        threading.Thread(target=SealedFile(tmp_path).save, args=(grant,)) for grant in grants
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert SealedFile(tmp_path).load_all() == grants


def test_a_half_written_file_of_a_crash_does_no_harm(tmp_path: Path) -> None:
    store = SealedFile(tmp_path)
    store.save(GRANT)
    (tmp_path / "tokens.new").write_text("half")

    store.save(OTHER)

    assert store.load_all() == [GRANT, OTHER]


def test_a_computer_without_a_keyring_says_so(tmp_path: Path, ring: Ring) -> None:
    keyring.set_keyring(fail.Keyring())

    with pytest.raises(ConfigError, match="none that works"):
        OsKeyring(tmp_path)


@pytest.mark.parametrize("kind", ["vault", "google", "google:../other", "files"])
def test_a_store_that_is_none_is_refused_with_those_that_are(
    kind: str, tmp_path: Path, http: Http
) -> None:
    with pytest.raises(ConfigError, match="google:PROJECT"):
        open_store(Settings(tokens=kind), http, tmp_path)


def test_google_saying_no_is_told_with_the_role_it_takes(
    tmp_path: Path, http: Http, project: SecretProject
) -> None:
    store = SecretManager(tmp_path, "kopi-senja", http=http, access=Secret("nobody", "X"), address=project.url)  # fmt: skip

    with pytest.raises(ConfigError, match="Secret Manager Admin"):
        store.load(GRANT.key)


def test_google_keeps_one_version_only(http: Http, project: SecretProject, tmp_path: Path) -> None:
    access = Secret("google-access-canary", "LEMBAR_GOOGLE_KEY")
    store = SecretManager(tmp_path, "kopi-senja", http=http, access=access, address=project.url)
    for _ in range(3):
        store.save(GRANT)

    assert project.alive("lembar-kopigram-brand") == [3]
