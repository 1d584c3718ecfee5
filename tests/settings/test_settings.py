"""What the environment and the .env file say, and what must never be said."""

import copy
import json
import pickle
import subprocess
from pathlib import Path

import pytest

from automation.domain.ids import ChannelId
from automation.dotenv import dotenv_beside, dotenv_warnings
from automation.errors import ConfigError
from automation.settings import (
    Secret,
    Settings,
    load_settings,
    secret_variable,
)

CANARY = "kenari-rahasia/4711+x"
BRAND = ChannelId("brand")


def written(folder: Path, text: str) -> Path:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


def test_a_secret_prints_as_stars_however_it_is_printed() -> None:
    secret = Secret(CANARY, "MASTODON_TOKEN")
    settings = load_settings({"MASTODON_TOKEN": CANARY})

    shown = [str(secret), repr(secret), f"{secret}", "%s" % secret, repr([secret]), repr(settings)]  # noqa: UP031

    assert not any("kenari" in one for one in shown)
    assert secret.reveal() == CANARY


def test_a_secret_is_not_written_to_disk_by_accident() -> None:
    secret = Secret(CANARY, "MASTODON_TOKEN")

    for write in (pickle.dumps, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            write(secret)


@pytest.mark.parametrize(
    ("channel", "variable"),
    [
        ("brand", "MASTODON_TOKEN_BRAND"),
        ("brand-x", "MASTODON_TOKEN_BRAND_X"),
        ("Kafé  Utama!", "MASTODON_TOKEN_KAFE_UTAMA"),
        ("dukungan.2", "MASTODON_TOKEN_DUKUNGAN_2"),
    ],
)
def test_each_channel_has_its_own_variable(channel: str, variable: str) -> None:
    assert secret_variable("MASTODON_TOKEN", ChannelId(channel)) == variable


def test_a_channels_own_secret_goes_before_the_shared_one() -> None:
    settings = load_settings(
        {"MASTODON_TOKEN": "untuk-semua", "MASTODON_TOKEN_BRAND": "untuk-brand"}
    )

    assert settings.secret_for("MASTODON_TOKEN", BRAND).reveal() == "untuk-brand"
    assert settings.secret_for("MASTODON_TOKEN", ChannelId("support")).reveal() == "untuk-semua"


@pytest.mark.parametrize(
    "environ", [{}, {"MASTODON_TOKEN_BRAND": ""}, {"MASTODON_TOKEN_BRAND": "  "}]
)
def test_a_missing_secret_names_the_variable_to_set(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="MASTODON_TOKEN_BRAND"):
        load_settings(environ).secret_for("MASTODON_TOKEN", BRAND)


def test_every_known_secret_is_scrubbed_from_a_text_also_as_part_of_an_address() -> None:
    settings = load_settings(
        {"MASTODON_TOKEN": CANARY, "SMTP_PASSWORD": "sandi-surat", "HOME": "/home/kopi"}
    )

    text = settings.scrub(
        f"Bearer {CANARY} ?token=kenari-rahasia%2F4711%2Bx sandi-surat /home/kopi"
    )

    assert text == "Bearer *** ?token=*** *** /home/kopi"


def test_a_secret_that_contains_another_is_scrubbed_whole() -> None:
    settings = load_settings({"A_TOKEN": "rahasia", "B_TOKEN": "rahasia-panjang"})

    assert settings.scrub("rahasia-panjang") == "***"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "LEMBAR_LANGUAGE=id\nLEMBAR_RUNS=runs-of-file\n")

    settings = load_settings({"LEMBAR_RUNS": "runs-of-environment"}, file)

    assert (settings.language, settings.runs) == ("id", "runs-of-environment")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A_TOKEN=rahasia-kopi", "rahasia-kopi"),
        ("export A_TOKEN = rahasia-kopi", "rahasia-kopi"),
        ("A_TOKEN='rahasia # kopi'", "rahasia # kopi"),
        ('A_TOKEN="rahasia kopi" # milik tim', "rahasia kopi"),
        ("A_TOKEN=rahasia-kopi # milik tim", "rahasia-kopi"),
        ("A_TOKEN=rahasia#kopi=", "rahasia#kopi="),
        ("\ufeffA_TOKEN=rahasia-kopi", "rahasia-kopi"),
        ("# catatan\r\n\r\nA_TOKEN=rahasia-kopi\r\n", "rahasia-kopi"),
    ],
)
def test_lines_of_the_file_are_read_as_people_write_them(
    tmp_path: Path, line: str, value: str
) -> None:
    settings = load_settings({}, written(tmp_path, line))

    assert settings.secrets["A_TOKEN"].reveal() == value


@pytest.mark.parametrize(
    "line", ["A_TOKEN", "A_TOKEN='rahasia-kopi", "A TOKEN=rahasia-kopi", "=rahasia-kopi"]
)
def test_a_line_that_is_no_setting_is_named_by_number_and_not_shown(
    tmp_path: Path, line: str
) -> None:
    file = written(tmp_path, f"# pertama\n{line}\n")

    with pytest.raises(ConfigError, match="Line 2") as caught:
        load_settings({}, file)

    assert "rahasia" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings({}, file)


@pytest.mark.parametrize(
    ("value", "only"),
    [("1", True), ("ya", True), ("TRUE", True), ("0", False), ("tidak", False), ("", False)],
)
def test_the_rehearsal_flag_is_read_in_both_languages(value: str, only: bool) -> None:
    assert load_settings({"LEMBAR_REHEARSAL_ONLY": value}).rehearsal_only is only


@pytest.mark.parametrize(
    "environ",
    [
        {"LEMBAR_REHEARSAL_ONLY": "maybe"},
        {"LEMBAR_LANGUAGE": "jv"},
        {"LEMBAR_RUN_TIMEOUT_S": "-1"},
        {"LEMBAR_RUN_TIMEOUT_S": "ten"},
    ],
)
def test_a_value_that_cannot_be_read_stops_instead_of_being_guessed(
    environ: dict[str, str],
) -> None:
    with pytest.raises(ConfigError, match=next(iter(environ))):
        load_settings(environ)


def test_a_misspelt_setting_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="LEMBAR_REHEARSAL_ONLY"):
        load_settings({"LEMBAR_REHERSAL_ONLY": "1"})


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LEMBAR_LANGUAGE": "ID"}, "id"),
        ({"LANG": "idx"}, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_machines(
    environ: dict[str, str], language: str
) -> None:
    assert load_settings(environ).language == language


def test_a_run_knows_what_its_runner_handed_down() -> None:
    settings = load_settings(
        {
            "LEMBAR_RUN_ID": "R-1",
            "LEMBAR_RUN_NOTEBOOK": "runs/x.ipynb",
            "LEMBAR_RUN_TIMEOUT_S": "900",
        }
    )

    assert (settings.run_id, settings.run_notebook, settings.run_timeout_s) == (
        "R-1",
        "runs/x.ipynb",
        900.0,
    )


def test_the_file_beside_the_workbook_goes_before_the_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, here = tmp_path / "tim", tmp_path / "sini"
    for folder in (beside, here):
        folder.mkdir()
        written(folder, "A=1")
    monkeypatch.chdir(here)

    assert dotenv_beside(str(beside / "kalender.xlsx")) == beside / ".env"
    assert dotenv_beside("https://docs.google.com/spreadsheets/d/x") == Path(".env")
    (beside / ".env").unlink()
    assert dotenv_beside(str(beside / "kalender.xlsx")) == Path(".env")


def test_a_private_untracked_file_gives_no_warning(tmp_path: Path) -> None:
    assert dotenv_warnings(written(tmp_path, "A=1")) == []


def test_a_file_others_can_read_gives_a_warning(tmp_path: Path) -> None:
    file = written(tmp_path, "A=1")
    file.chmod(0o644)

    assert ["chmod 600" in str(warning) for warning in dotenv_warnings(file)] == [True]


def test_a_file_kept_in_git_gives_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "tim"
    folder.mkdir()
    file = written(folder, "A=1")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert dotenv_warnings(file) == []

    subprocess.run(["git", "-C", tmp_path, "add", "-f", "tim/.env"], check=True)

    assert ["git rm --cached" in str(warning) for warning in dotenv_warnings(file)] == [True]


def test_settings_cannot_be_changed_later() -> None:
    with pytest.raises(AttributeError):
        Settings().rehearsal_only = True  # type: ignore[misc]
