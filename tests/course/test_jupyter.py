"""What a learner's JupyterLab is started with, and why it may not start."""

import socket
import sys
from pathlib import Path

import pytest

from automation.course.jupyter import Classroom, learner_environment, running_lab
from automation.errors import ConfigError
from automation.settings import load_settings

SECRETS = {
    "MASTODON_TOKEN_BRAND": "rehearsal-kopi-senja",
    "X_CLIENT_SECRET": "s3cr3t-of-the-app",
    "LEMBAR_TOKEN_KEY": "opens-the-token-store",
    "LEMBAR_TOKENS": "google:our-project",
    "AWS_SECRET_ACCESS_KEY": "opens-the-bucket",
}


def room(folder: Path, *, port: int = 8888, needs_google: bool = False) -> Classroom:
    return Classroom(folder=folder, notebook="lesson_1.ipynb", port=port, needs_google=needs_google)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(tmp_path / "key.json"))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("LEMBAR_LANGUAGE", "id")
    return monkeypatch


def test_a_learner_s_kernels_are_in_learning_mode_and_know_no_secret(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    found = learner_environment(room(tmp_path), load_settings(), tmp_path)

    assert not set(found) & set(SECRETS)
    assert not set(found.values()) & set(SECRETS.values())
    assert "LEMBAR_GOOGLE_KEY" not in found
    assert "CLOUDSDK_CONFIG" not in found
    assert (found["LEMBAR_LEARNING"], found["LEMBAR_LANGUAGE"]) == ("yes", "id")


def test_a_workbook_in_google_sheets_can_be_read(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    found = learner_environment(room(tmp_path, needs_google=True), load_settings(), tmp_path)

    assert found["LEMBAR_GOOGLE_KEY"] == str(tmp_path / "key.json")
    assert found["CLOUDSDK_CONFIG"] == str(tmp_path / "gcloud")
    assert not set(found) & set(SECRETS)


def test_a_port_that_is_taken_is_named_with_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with (
            pytest.raises(ConfigError) as refused,
            running_lab(room(tmp_path, port=port), load_settings({})),
        ):
            pass

    assert str(refused.value) == (
        f"Port {port} is taken, perhaps by another JupyterLab. "
        f"Stop that one, or choose another port: --port {port + 1}."
    )


def test_where_jupyterlab_is_not_installed_the_command_that_does_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jupyterlab", None)

    with (
        pytest.raises(ConfigError, match="python -m pip install jupyterlab"),
        running_lab(room(tmp_path), load_settings({})),
    ):
        pass
