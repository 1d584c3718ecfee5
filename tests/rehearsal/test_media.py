"""Uploads are judged by their content, kept byte for byte, and described."""

import io
from collections.abc import Callable

import httpx
import pytest
from PIL import Image

from automation.rehearsal.network import Limits, start_rehearsal


def drawn(kind: str, size: tuple[int, int] = (8, 6), frames: int = 1) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("RGB", size, (40 * number, 90, 30)) for number in range(frames)]
    pictures[0].save(
        out, kind, **({"save_all": True, "append_images": pictures[1:]} if frames > 1 else {})
    )
    return out.getvalue()


MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64
PNG = drawn("PNG")
REFUSED = {
    "garbage": b"not a picture at all",
    "nothing": b"",
    "text with a picture's name": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a picture cut in half": drawn("JPEG", (200, 200))[:400],
    "a format it does not take": drawn("BMP"),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_picture_is_refused_whatever_its_name(brand: httpx.Client, body: bytes) -> None:
    answer = brand.post("/api/v2/media", files={"file": ("foto.png", body, "image/png")})

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: File")


def test_no_file_is_refused(brand: httpx.Client) -> None:
    assert brand.post("/api/v2/media", data={"description": "Kopi"}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_is_served_as_what_it_is(brand: httpx.Client, kind: str, mime: str) -> None:
    body = drawn(kind)

    sent = brand.post(
        "/api/v2/media", files={"file": ("foto.bin", body, "application/octet-stream")}
    ).json()
    served = brand.get(sent["url"])

    assert served.content == body
    assert served.headers["Content-Type"] == mime
    assert sent["meta"]["original"] == {"width": 8, "height": 6, "size": "8x6", "aspect": 8 / 6}


def test_a_video_is_processed_first(brand: httpx.Client) -> None:
    sent = brand.post("/api/v2/media", files={"file": ("film.mp4", MP4)})

    assert (sent.status_code, sent.json()["type"]) == (202, "video")
    polls = [brand.get(f"/api/v1/media/{sent.json()['id']}") for _ in range(2)]
    assert [one.status_code for one in polls] == [206, 200]
    assert [one.json()["url"] is None for one in polls] == [True, False]


def test_the_old_address_answers_when_all_is_done(brand: httpx.Client) -> None:
    sent = brand.post("/api/v1/media", files={"file": ("film.mp4", MP4)})

    assert sent.status_code == 200
    assert sent.json()["url"]


def test_a_moving_picture_is_a_gifv_and_a_still_one_is_not(brand: httpx.Client) -> None:
    kinds = [
        brand.post("/api/v2/media", files={"file": ("a.gif", drawn("GIF", frames=frames))}).json()[
            "type"
        ]
        for frames in (1, 3)
    ]

    assert kinds == ["image", "gifv"]


def test_a_video_and_a_picture_do_not_go_together(
    brand: httpx.Client, upload: Callable[..., str]
) -> None:
    film = brand.post("/api/v1/media", files={"file": ("film.mp4", MP4)}).json()["id"]

    answer = brand.post("/api/v1/statuses", data={"media_ids[]": [upload(), film]})

    assert answer.status_code == 422


def test_alternative_text_ends_at_1500_characters(
    brand: httpx.Client, upload: Callable[..., str]
) -> None:
    files = {"file": ("a.png", PNG)}

    assert (
        brand.post("/api/v2/media", files=files, data={"description": "a" * 1500}).status_code
        == 200
    )
    assert (
        brand.post("/api/v2/media", files=files, data={"description": "a" * 1501}).status_code
        == 422
    )
    assert (
        brand.put(f"/api/v1/media/{upload()}", data={"description": "a" * 1501}).status_code == 422
    )


def test_too_many_bytes_or_pixels_are_refused() -> None:
    headers = {"Authorization": "Bearer rehearsal-kopi-senja"}
    for limits in (Limits(image_size_limit=len(PNG) - 1), Limits(image_matrix_limit=47)):
        with start_rehearsal(limits=limits) as network:
            answer = httpx.post(
                f"{network.url}/api/v2/media", files={"file": ("a.png", PNG)}, headers=headers
            )
        assert answer.status_code == 422


def test_a_large_picture_takes_a_moment() -> None:
    with start_rehearsal(limits=Limits(slow_image_bytes=len(PNG) - 1)) as network:
        headers = {"Authorization": "Bearer rehearsal-kopi-senja"}
        answer = httpx.post(
            f"{network.url}/api/v2/media", files={"file": ("a.png", PNG)}, headers=headers
        )

    assert answer.status_code == 202


def test_pictures_keep_their_order(brand: httpx.Client, upload: Callable[..., str]) -> None:
    ids = [upload(alt) for alt in ("satu", "dua", "tiga", "empat")][::-1]

    post = brand.post("/api/v1/statuses", data={"media_ids[]": ids}).json()

    assert [one["description"] for one in post["media_attachments"]] == [
        "empat",
        "tiga",
        "dua",
        "satu",
    ]


def test_an_upload_belongs_to_its_account_until_it_is_deleted(
    brand: httpx.Client, other: httpx.Client, upload: Callable[..., str]
) -> None:
    address = f"/api/v1/media/{upload()}"

    assert other.get(address).status_code == 404
    assert brand.delete(address).status_code == 200
    assert brand.get(address).status_code == 404


def test_deleting_a_post_with_its_media_forgets_the_bytes(
    brand: httpx.Client, upload: Callable[..., str]
) -> None:
    post = brand.post("/api/v1/statuses", data={"media_ids[]": [upload()]}).json()
    picture = post["media_attachments"][0]["url"]

    brand.delete(f"/api/v1/statuses/{post['id']}", params={"delete_media": "true"})

    assert brand.get(picture).status_code == 404
