"""The key of a bucket is found where the operator's other programs find theirs, and nowhere unsafe."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from automation.errors import ConfigError
from automation.http.bucket_wire import ObjectWire
from automation.http.role_wire import RoleWire
from automation.media import MediaStore
from automation.media.bucket import bucket_in
from automation.media.public_store import PublicStore
from automation.settings import load_settings
from tests.media.photos import packed, scene
from tests.wire.fake import Asked, Fake, Told, serving
from tests.wire.pace import FakeTime
from tests.wire.s3 import BUCKET, KEY_ID, S3, SECRET

Opens = Callable[..., int]
LENT = {
    "AccessKeyId": KEY_ID,
    "SecretAccessKey": SECRET,
    "Token": "lent-for-hours",
    "Code": "Success",
}
ROBOT = "lembar@kopi-senja.iam.gserviceaccount.com"


class Machine(Fake):
    """What lends keys on a machine: a container's agent at `/keys`, and an instance's own data."""

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/keys":
            return Told(LENT if asked.headers.get("authorization") == "agent-pass" else {})
        if asked.path == "/latest/api/token" and asked.method == "PUT":
            return Told("instance-pass")
        if asked.headers.get("x-aws-ec2-metadata-token") != "instance-pass":
            return Told(status=401)
        role = "/latest/meta-data/iam/security-credentials/"
        return Told({role: "lembar-role\n", f"{role}lembar-role": LENT}.get(asked.path, ""))


@pytest.fixture
def s3() -> Iterator[S3]:
    with serving(fake := S3()):
        yield fake


@pytest.fixture
def machine() -> Iterator[Machine]:
    with serving(fake := Machine()):
        yield fake


@pytest.fixture
def opens(s3: S3, tmp_path: Path) -> Opens:
    """Put a file into the bucket and fetch it as anybody; return the status of that."""
    (tmp_path / "kopi.jpg").write_bytes(packed(scene((32, 24))))

    def opens(scheme: str = "s3", **variables: str) -> int:
        told = {"LEMBAR_MEDIA_STORE": f"{scheme}://{BUCKET}/media", "AWS_ENDPOINT_URL": s3.url}
        settings = load_settings({**told, **variables})
        bucket = bucket_in(settings)
        assert bucket is not None
        public = PublicStore(bucket, ObjectWire(pace=FakeTime(luck=0.0).pace, silence_s=5.0))
        store = MediaStore(tmp_path, lambda *_: None, public)
        address = store.address(store.load(["kopi.jpg"])[0]["kopi.jpg"])
        if SECRET in address or "X-Amz" in address:
            assert settings.scrub(SECRET) == "***"
        return httpx.get(address).status_code

    return opens


def written(path: Path, text: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return str(path)


def test_a_profile_of_amazons_own_file_opens_it(opens: Opens, tmp_path: Path, s3: S3) -> None:
    s3.token = "sesi/1="
    written(
        tmp_path / ".aws" / "credentials",
        "[default]\naws_access_key_id = AKIALAIN\naws_secret_access_key = bukan%yang-ini\n"
        f"[kopi]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\naws_session_token = sesi/1=\n",
    )
    written(tmp_path / ".aws" / "config", "[profile kopi]\nregion = ap-southeast-3\n")

    assert opens(HOME=str(tmp_path), AWS_PROFILE="kopi") == 200
    assert "/ap-southeast-3/" in s3.asked[-1].query["X-Amz-Credential"]


def test_variables_go_before_the_file(opens: Opens, tmp_path: Path) -> None:
    other = "[default]\naws_access_key_id = AKIALAIN\naws_secret_access_key = bukan-yang-ini\n"
    file = written(tmp_path / "kunci", other)

    assert opens(AWS_SHARED_CREDENTIALS_FILE=file, AWS_ACCESS_KEY_ID=KEY_ID, AWS_SECRET_ACCESS_KEY=SECRET) == 200  # fmt: skip


@pytest.mark.parametrize("text", ["", "no section\n", "[default]\nregion = x\n", "\x00"])
def test_a_file_that_holds_no_key_is_no_key_and_no_crash(
    opens: Opens, tmp_path: Path, text: str
) -> None:
    with pytest.raises(ConfigError, match="AWS_PROFILE"):
        opens(AWS_SHARED_CREDENTIALS_FILE=written(tmp_path / "kunci", text))


def test_a_container_is_lent_a_key_by_its_agent(
    opens: Opens, s3: S3, machine: Machine, tmp_path: Path
) -> None:
    s3.token = LENT["Token"]
    passed = written(tmp_path / "pass", "agent-pass\n")
    agent = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{machine.url}/keys"}

    assert opens(**agent, AWS_CONTAINER_AUTHORIZATION_TOKEN="agent-pass") == 200
    assert opens(**agent, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=passed) == 200
    with pytest.raises(ConfigError):
        opens(**agent)


def test_an_instance_is_lent_a_key_by_its_role(opens: Opens, s3: S3, machine: Machine) -> None:
    s3.token = LENT["Token"]
    own = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": machine.url}

    assert opens(**own) == 200
    with pytest.raises(ConfigError):
        opens(**own, AWS_EC2_METADATA_DISABLED="true")


def test_a_bucket_of_others_asks_the_machine_for_nothing(opens: Opens, machine: Machine) -> None:
    with pytest.raises(ConfigError):
        opens()

    assert machine.asked == []


@pytest.mark.parametrize(
    "variable", ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_EC2_METADATA_SERVICE_ENDPOINT"]
)
@pytest.mark.parametrize(
    "address", ["http://keys.example/keys", "http://10.0.0.7/keys", "ftp://127.0.0.1/", "http://["]
)
def test_nobody_beyond_this_machine_is_asked_in_clear_text(variable: str, address: str) -> None:
    assert RoleWire(patience_s=0.01).lent({variable: address}, asks_machine=False) is None


def test_a_google_key_signs_for_googles_store(opens: Opens, s3: S3, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    s3.robots[ROBOT] = key.public_key()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    facts = {"type": "service_account", "client_email": ROBOT, "private_key": pem.decode(),
             "private_key_id": "1", "token_uri": "https://oauth2.googleapis.com/token"}  # fmt: skip
    file = written(tmp_path / "key.json", json.dumps(facts))

    assert opens("gs", LEMBAR_GOOGLE_KEY=file) == 200
    assert s3.asked[-1].query["X-Goog-Algorithm"] == "GOOG4-RSA-SHA256"


def test_who_is_only_signed_in_with_google_is_told_what_to_set(
    opens: Opens, tmp_path: Path
) -> None:
    person = written(tmp_path / "key.json", json.dumps({"type": "authorized_user"}))

    for variables in ({}, {"LEMBAR_GOOGLE_KEY": person}):
        with pytest.raises(ConfigError, match="LEMBAR_GOOGLE_KEY to a service account's key file"):
            opens("gs", **variables)
