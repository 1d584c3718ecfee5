"""A person's own Google credentials open a sheet with no key file: gcloud's, and Colab's."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from automation.errors import ConfigError
from automation.rehearsal.sheets.world import OWNER
from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.signed_in import COLAB
from tests.workbook.google.conftest import Stand, event
from tests.workbook.google.test_refusals import failing


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a person on a machine where nobody has signed in to Google yet."""
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "LEMBAR_GOOGLE_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def signed_in(home: Path) -> Path:
    return home / "application_default_credentials.json"


def own(stand: Stand, key: str = "") -> GoogleBackend:
    """Open the sheet as a person does who has no key file."""
    return GoogleBackend(
        stand.address, settings=Settings(google_key=key), pace=stand.clockwork.pace()
    )


def test_who_signed_in_with_gcloud_reads_and_writes_as_themselves(stand: Stand, home: Path) -> None:
    stand.sheets.sign_ins.make(signed_in(home), OWNER)

    backend = own(stand)
    backend.read(backend.tabs())
    backend.commit([event("E-2")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2"]
    assert {one.caller for one in stand.sheets.calls() if one.caller} == {OWNER}


def test_a_sign_in_may_be_named_like_a_key(stand: Stand, home: Path) -> None:
    file = home / "masuk.json"
    stand.sheets.sign_ins.make(file, OWNER)

    assert "kalender" in own(stand, str(file)).tabs()


def test_who_may_not_open_the_sheet_is_told_by_their_own_address(stand: Stand, home: Path) -> None:
    stand.sheets.sign_ins.make(signed_in(home), "orang-lain@kopi-senja.example")

    error = failing(own(stand).tabs)

    assert "not shared with orang-lain@kopi-senja.example" in str(error)


def test_a_sign_in_that_ended_asks_to_sign_in_again(stand: Stand, home: Path) -> None:
    stand.sheets.sign_ins.make(signed_in(home), OWNER)
    stand.sheets.sign_ins.end(OWNER)

    error = failing(own(stand).tabs)

    assert isinstance(error, ConfigError)
    assert "gcloud auth application-default login" in str(error)
    assert json.loads(signed_in(home).read_text())["refresh_token"] not in str(error)


def test_without_credentials_each_place_is_told_what_to_do(stand: Stand, home: Path) -> None:
    error = failing(own(stand).tabs)

    for words in ("LEMBAR_GOOGLE_KEY", "In Colab", "In JupyterLab", "gcloud auth application-def"):
        assert words in str(error)


def test_a_real_sign_in_is_never_shown_to_a_rehearsal(stand: Stand, home: Path) -> None:
    stand.sheets.sign_ins.make(signed_in(home), OWNER)
    real = json.loads(signed_in(home).read_text())
    del real["token_uri"]  # Google's own files have none
    signed_in(home).write_text(json.dumps(real))

    error = failing(own(stand).tabs)

    assert "not made by this rehearsal" in str(error)
    assert stand.sheets.calls() == ()


@pytest.fixture
def fake_colab(stand: Stand, home: Path) -> Iterator[list[str]]:
    """Stand in for Colab's own module, which exists nowhere else.

    As the real one, it leaves the sign-in where google-auth looks for it.
    """
    asked: list[str] = []

    def authenticate_user() -> None:
        asked.append("allow?")
        if "refused" in asked:
            raise RuntimeError("Error: credential propagation was unsuccessful")
        stand.sheets.sign_ins.make(signed_in(home), OWNER)

    colab, auth = ModuleType(COLAB), ModuleType(f"{COLAB}.auth")
    auth.authenticate_user = authenticate_user  # type: ignore[attr-defined]
    sys.modules[COLAB], sys.modules[auth.__name__] = colab, auth
    yield asked
    del sys.modules[COLAB], sys.modules[auth.__name__]


def test_in_colab_the_person_is_asked_to_sign_in_and_the_sheet_opens(
    stand: Stand, fake_colab: list[str]
) -> None:
    assert "kalender" in own(stand).tabs()
    assert fake_colab == ["allow?"]


def test_who_refuses_in_colab_is_told_what_to_do(stand: Stand, fake_colab: list[str]) -> None:
    fake_colab.append("refused")

    error = failing(own(stand).tabs)

    assert isinstance(error, ConfigError)
    assert "allow the access" in str(error)
    assert "propagation" not in str(error)


def test_in_colab_a_key_file_goes_first(stand: Stand, fake_colab: list[str]) -> None:
    assert "kalender" in stand.open().tabs()
    assert fake_colab == []
