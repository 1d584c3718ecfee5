"""Photos as phones, cameras and printers write them, made when a test wants one."""

import io

from PIL import Image, ImageCms, ImageDraw

PHONE = "Telepon Ayu"


def scene(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left quarter is red, on green: it shows which way is up."""
    image = Image.new("RGB", size, "green")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    return image.convert(mode)


def noise(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Return a picture that packs badly."""
    bands = [Image.effect_noise(size, 90) for _ in range(3)]
    return Image.merge("RGB", bands)


def photo(
    image: Image.Image | None = None, *, orientation: int = 1, where: bool = True, kind: str = "JPEG",
    **how: object,
) -> bytes:  # fmt: skip
    """Return a picture with what a phone tells beside it, its place among that."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, PHONE
    if where:
        place = exif.get_ifd(0x8825)
        place[1], place[2] = "S", (6.0, 10.0, 31.0)
        exif[0x8825] = place
    return packed(image or scene(), kind, exif=exif, **how)


def packed(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    """Return a picture's file."""
    into = io.BytesIO()
    image.save(into, kind, **how)
    return into.getvalue()


def seen(body: bytes) -> Image.Image:
    """Return a file's picture."""
    with Image.open(io.BytesIO(body)) as image:
        image.load()
        return image


def srgb() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
