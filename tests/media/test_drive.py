"""A file of Google Drive is fetched as the account that reads the workbook, or the row says why not."""

import hashlib
from collections.abc import Callable

import pytest

from automation.media import drive as drive_files
from automation.media.drive_links import is_of_drive, read_link
from automation.media.kinds import IMAGE_MAX_BYTES
from tests.contracts.google_stage import ROBOT
from tests.media.conftest import DriveStand, noise

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
Say = Callable[[str], str]

FORMS = (
    "https://drive.google.com/file/d/{id}/view?usp=sharing",
    "https://drive.google.com/file/d/{id}",
    "https://drive.google.com/file/u/1/d/{id}/preview",
    "https://drive.google.com/a/kopi.example/file/d/{id}/edit",
    "https://drive.google.com/open?id={id}&usp=drive_copy",
    "https://drive.google.com/uc?export=download&id={id}",
    "http://drive.google.com/uc?id={id}",
    "https://drive.usercontent.google.com/download?id={id}&export=download",
    " https://drive.google.com/file/d/{id}/view ",
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_link_names_the_same_file(form: str) -> None:
    link = read_link(form.format(id=ID))

    assert link is not None
    assert link.id == ID
    assert is_of_drive(form.format(id=ID))


@pytest.mark.parametrize(
    "address",
    [
        "https://drive.google.com.evil.example/file/d/" + ID,
        "https://evil.example/drive.google.com/file/d/" + ID,
        "https://drive.google.com@evil.example/file/d/" + ID,
        "https://tim:rahasia@drive.google.com/file/d/" + ID,
        "ftp://drive.google.com/file/d/" + ID,
        "https://drive.google.com:x/[/file/d/" + ID,
        "foto.png",
    ],
)
def test_what_only_looks_like_drive_is_not(address: str) -> None:
    assert not is_of_drive(address)
    assert read_link(address) is None


def test_an_older_link_carries_its_key_and_messages_do_not() -> None:
    link = read_link(f"https://drive.google.com/file/d/{ID}/view?resourcekey=0-rahasia")

    assert link is not None
    assert link.key == "0-rahasia"
    assert "rahasia" not in link.shown


@pytest.mark.parametrize("form", FORMS[:6])
def test_a_shared_file_is_known_by_its_content(drive: DriveStand, form: str) -> None:
    body = noise()
    address = form.format(id=drive.put(body))

    store = drive.store()
    files, errors = store.load([address])

    assert not errors
    assert files[address].sha256 == hashlib.sha256(body).hexdigest()
    assert (files[address].width, files[address].height) == (40, 30)
    assert store.read(files[address]) == body


def test_the_same_file_at_another_address_is_the_same_content(drive: DriveStand) -> None:
    body = noise()
    first, second = (f"https://drive.google.com/open?id={drive.put(body)}" for _ in range(2))

    files, _ = drive.store().load([first, second])

    assert files[first].sha256 == files[second].sha256


def test_a_file_is_fetched_once_a_run(drive: DriveStand) -> None:
    address = f"https://drive.google.com/file/d/{drive.put()}"
    store = drive.store()

    for _ in range(3):
        files, _ = store.load([address])
        store.read(files[address])

    assert drive.asked() == [200, 200]


def test_what_was_checked_is_what_is_sent_also_when_the_file_changes(drive: DriveStand) -> None:
    file_id = drive.put(before := noise())
    address = f"https://drive.google.com/file/d/{file_id}"
    store = drive.store()
    files, _ = store.load([address])

    drive.sheets.drive.change(file_id, noise())

    assert store.read(files[address]) == before
    again, _ = drive.store().load([address])
    assert again[address].sha256 != files[address].sha256


def test_a_file_that_is_not_shared_says_with_whom_to_share(drive: DriveStand, said: Say) -> None:
    file_id = drive.sheets.drive.put("foto.png", noise())

    told = said(f"https://drive.google.com/file/d/{file_id}/view")

    assert f"is not shared with {ROBOT}" in told
    assert f"presses Share and adds {ROBOT} as Viewer" in told


def test_sharing_it_is_enough(drive: DriveStand, said: Say) -> None:
    file_id = drive.sheets.drive.put("foto.png", noise())
    address = f"https://drive.google.com/file/d/{file_id}/view"
    said(address)

    drive.sheets.drive.share(file_id, ROBOT)

    assert not drive.store().load([address])[1]


@pytest.mark.parametrize(
    ("mime", "words"),
    [
        ("application/vnd.google-apps.folder", "a folder of Google Drive"),
        ("application/vnd.google-apps.document", "a document of Google's own"),
        ("application/vnd.google-apps.drawing", "a document of Google's own"),
    ],
)
def test_what_has_no_bytes_of_its_own_is_refused(
    drive: DriveStand, said: Say, mime: str, words: str
) -> None:
    file_id = drive.sheets.drive.put_native("Rencana", mime)
    drive.sheets.drive.share(file_id, ROBOT)

    assert words in said(f"https://drive.google.com/drive/u/0/folders/{file_id}?usp=sharing")


def test_a_file_in_the_bin_is_refused(drive: DriveStand, said: Say) -> None:
    file_id = drive.put()
    drive.sheets.drive.change(file_id, trashed=True)

    assert "bin of Google Drive" in said(f"https://drive.google.com/file/d/{file_id}")


def test_a_file_nobody_may_download_is_refused_unasked(drive: DriveStand, said: Say) -> None:
    file_id = drive.put()
    drive.sheets.drive.change(file_id, can_download=False)

    assert "lets nobody download it" in said(f"https://drive.google.com/file/d/{file_id}")
    assert drive.asked() == [200]


def test_an_address_without_a_file_is_refused_without_asking(drive: DriveStand, said: Say) -> None:
    told = said("https://drive.google.com/drive/my-drive")

    assert "does not lead to one file" in told
    assert drive.asked() == []


def test_a_shortcut_is_followed_once(drive: DriveStand, said: Say) -> None:
    file_id = drive.put(body := noise())
    shelf = drive.sheets.drive
    once = shelf.put_shortcut(file_id)
    twice = shelf.put_shortcut(once)
    for shortcut in (once, twice):
        shelf.share(shortcut, ROBOT)

    address = f"https://drive.google.com/file/d/{once}"
    files, _ = drive.store().load([address])

    assert files[address].sha256 == hashlib.sha256(body).hexdigest()
    assert "shortcut to another shortcut" in said(f"https://drive.google.com/file/d/{twice}")


def test_a_shortcut_to_what_is_not_shared_names_the_file_to_share(
    drive: DriveStand, said: Say
) -> None:
    target = drive.sheets.drive.put("foto.png", noise())
    shortcut = drive.sheets.drive.put_shortcut(target)
    drive.sheets.drive.share(shortcut, ROBOT)

    told = said(f"https://drive.google.com/file/d/{shortcut}")

    assert f"{target} in the media cell is not shared with {ROBOT}" in told


def test_a_file_too_large_for_anything_is_not_fetched(
    drive: DriveStand, said: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive_files, "FETCHED_MAX_BYTES", 2 << 20)
    file_id = drive.put(bytes((2 << 20) + 1), mime="video/mp4")

    assert "larger than 2 MiB" in said(f"https://drive.google.com/file/d/{file_id}")
    assert drive.asked() == [200]


def test_a_picture_too_large_is_not_kept_whatever_drive_calls_it(drive: DriveStand) -> None:
    body = noise() + bytes(IMAGE_MAX_BYTES)
    file_id = drive.put(body, mime="video/mp4")

    _, errors = drive.store().load([address := f"https://drive.google.com/file/d/{file_id}"])

    assert "larger than 64 MiB" in str(errors[address])


def test_content_decides_not_what_drive_calls_it(drive: DriveStand, said: Say) -> None:
    file_id = drive.put(b"<html>bukan gambar</html>", mime="image/png")

    assert "neither a picture nor a film" in said(f"https://drive.google.com/file/d/{file_id}")


def test_a_download_that_breaks_off_goes_on_where_it_stopped(drive: DriveStand) -> None:
    body = noise((400, 300))
    address = f"https://drive.google.com/file/d/{drive.put(body)}"
    drive.sheets.add_fault("breaks-off", skip=1, count=2)

    files, errors = drive.store().load([address])

    assert not errors
    assert files[address].sha256 == hashlib.sha256(body).hexdigest()
    assert drive.asked()[0] == 200
    assert drive.asked()[-1] == 206


def test_an_answer_for_a_moment_missing_is_asked_for_again(drive: DriveStand) -> None:
    address = f"https://drive.google.com/file/d/{drive.put()}"
    drive.sheets.add_fault("error-before", methods=r"^drive\.", count=3)

    _, errors = drive.store().load([address])

    assert not errors
    assert len(drive.time.slept) == 3


def test_a_drive_that_stays_out_of_reach_is_left_to_the_next_run(
    drive: DriveStand, said: Say
) -> None:
    address = f"https://drive.google.com/file/d/{drive.put()}"
    drive.sheets.add_fault("error-before", methods=r"^drive\.", count=1000)

    told = said(address)

    assert "gave no usable answer" in told
    assert "the next run tries again" in told
    assert sum(drive.time.slept) <= 120


def test_a_file_changed_while_it_is_fetched_is_not_used(drive: DriveStand, said: Say) -> None:
    file_id = drive.put()
    drive.sheets.before_call(
        drive.sheets.create_spreadsheet("Catatan"),
        lambda _: drive.sheets.drive.change(file_id, noise()),
        methods=r"drive\.files\.get",
        skip=1,
    )

    assert "changed while it was being fetched" in said(
        f"https://drive.google.com/file/d/{file_id}"
    )
