"""What a network does not take of the files of a post, found before anybody approves it. Pure.

A fact that is not known, of the network or of the file, is held against nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from automation.domain.content import lengths
from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaFile, MediaKind, Trait
from automation.domain.content.room import may_be_fitted
from automation.domain.content.text import grapheme_count
from automation.domain.problems import media_kinds
from automation.domain.problems.problem import ProblemKind
from automation.domain.publishing.limits import UNBOUNDED, Bounds, MediaLimit, Moving, Span
from automation.domain.publishing.network import Field, NetworkSpec
from automation.language import Sentence, decimal, mark

Finding = tuple[ProblemKind, str, dict[str, object]]
"""A kind, the column it stands in, and its facts."""

SMALLER = Sentence(mark("Save it smaller."))
SMALLER_OR_FITTED = Sentence(
    mark("Save it smaller, or let Lembar do it: “Fit pictures” in the settings tab.")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What this machine and this team do for media besides sending them."""

    fits_pictures: bool = False
    """Pictures are made to fit before they are looked at here."""
    has_public_place: bool = True
    """Files can be put where networks fetch them."""
    has_lasting_place: bool = True
    """And their addresses last as long as the files do."""


ALL_SERVICE = Service()


def media_findings(
    attachments: Sequence[Attachment], spec: NetworkSpec, service: Service
) -> Iterator[Finding]:
    """Yield what a network does not take of the files a post would carry."""
    files = [attachment.file for attachment in attachments]
    yield from _counted(files, spec)
    yield from _told_once(
        found
        for attachment in attachments
        for found in (
            *_file_findings(attachment.file, len(files), spec, service),
            *_alt_findings(attachment, spec),
        )
    )


def _told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell what is the same for several files in one sentence, which names the first of them."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for kind, column, facts in findings:
        others = {name: fact for name, fact in facts.items() if name != "value"}
        alike.setdefault((kind.code, column, repr(others)), []).append((kind, column, facts))
    for (kind, column, facts), *more in alike.values():
        named = {"first": facts["value"], "count": len(more)}
        value = Sentence(mark("{first} and {count} more"), named) if more else facts["value"]
        yield kind, column, {**facts, "value": value}


def own_findings(file: MediaFile, service: Service) -> Iterator["Found"]:
    """Yield what is odd about a file wherever it goes."""
    named: dict[str, object] = {"value": file.address}
    if service.fits_pictures:
        if file.is_image and not may_be_fitted(file):
            yield media_kinds.NOT_FITTED, {**named, "type": type_name(file.mime)}
        return
    for trait, kind, fix in (
        (Trait.CMYK, media_kinds.PRINT_COLOURS,
            mark("Save it in the colours of screens (RGB), or let Lembar do it: “Fit pictures” in the settings tab.")),
        (Trait.LOCATION, media_kinds.TELLS_PLACE,
            mark("Save it without its location, or let Lembar take it out: “Fit pictures” in the settings tab.")),
    ):  # fmt: skip
        if trait in file.traits:
            yield kind, {**named, "fix": Sentence(fix)}


def needed_by(limit: MediaLimit) -> Sentence:
    """Say what a post may not go without, where the network requires media."""
    if limit.image_types and limit.video_types:
        return Sentence(mark("a picture or a film"))
    return Sentence(mark("a film")) if limit.video_types else Sentence(mark("a picture"))


def _counted(files: Sequence[MediaFile], spec: NetworkSpec) -> Iterator[Finding]:
    limit = spec.media
    images = sum(file.is_image for file in files)
    films = len(files) - images
    together = limit.files_max if images and films else None
    for kind, count, most in (
        (media_kinds.TOO_MANY_PICTURES, images, _least(limit.images_max, limit.files_max) if limit.image_types else None),
        (media_kinds.TOO_MANY_FILMS, films, _least(limit.videos_max, limit.files_max) if limit.video_types else None),
        (media_kinds.TOO_MANY_FILES, len(files), together),
    ):  # fmt: skip
        if most is not None and count > most:
            over = {"count": count, "max": most, "over": count - most}
            yield kind, "media", {"network": spec.title, **over}
    if images and films and not limit.mixed:
        yield media_kinds.MIXED_MEDIA, "media", {"network": spec.title}


def _least(*limits: int | None) -> int | None:
    return min((one for one in limits if one is not None), default=None)


def _file_findings(
    file: MediaFile, count: int, spec: NetworkSpec, service: Service
) -> Iterator[Finding]:
    limit = spec.media
    named = {"value": file.address, "network": spec.title}
    types = limit.image_types | limit.video_types
    if types and not (limit.image_types if file.is_image else limit.video_types):
        kinds = Sentence(mark("pictures") if file.is_image else mark("films"))
        yield media_kinds.KIND_NOT_TAKEN, "media", {**named, "kinds": kinds, "needed": needed_by(limit)}  # fmt: skip
        return
    if not limit.takes(file):
        choices = ", ".join(sorted(type_name(one) for one in types))
        facts: dict[str, object] = {**named, "type": type_name(file.mime), "choices": choices}
        yield media_kinds.MEDIA_TYPE, "media", facts
        return
    found = [
        *_moving(file, count, limit.moving),
        *_weighed(file, limit, service),
        *_measured(file, limit, service),
        *_packed(file, limit.bounds_of(file.kind, moves=file.is_animated)),
    ]
    if file.kind in limit.by_address and not service.has_public_place:
        found.append((media_kinds.NO_PUBLIC_PLACE, {}))
    elif file.kind in limit.by_address and limit.lasting_address and not service.has_lasting_place:
        found.append((media_kinds.NO_LASTING_PLACE, {}))
    for kind, more in found:
        yield kind, "media", {**named, **more}


Found = tuple[ProblemKind, dict[str, object]]


def _moving(file: MediaFile, count: int, moving: Moving) -> Iterator[Found]:
    if not file.is_animated:
        return
    if moving is Moving.REFUSED:
        yield media_kinds.MOVES, {}
    elif moving is Moving.STANDS_STILL:
        yield media_kinds.STANDS_STILL, {}
    elif moving is Moving.ALONE and count > 1:
        yield media_kinds.MOVES_ALONE, {"count": count}


def _weighed(file: MediaFile, limit: MediaLimit, service: Service) -> Iterator[Found]:
    most = limit.max_bytes_of(file.kind, moves=file.is_animated)
    if most is not None and file.byte_count > most:
        sizes = {"size": megabytes(file.byte_count), "max": megabytes(most)}
        yield media_kinds.PICTURE_TOO_BIG, {**sizes, "fix": _smaller(file, service)}
    bounds = limit.bounds_of(file.kind, moves=file.is_animated)
    pixels = bounds.max_pixels or (limit.image_max_pixels if file.is_image else None)
    if pixels is not None and file.pixels > pixels:
        wide = {"size": str(file.pixels), "max": str(pixels)}
        yield media_kinds.PICTURE_TOO_WIDE, {**wide, "fix": _smaller(file, service)}
    if bounds.min_bytes is not None and file.byte_count < bounds.min_bytes:
        yield _measure(
            Sentence(mark("size")),
            megabytes(file.byte_count),
            Sentence(mark("at least {least}"), {"least": megabytes(bounds.min_bytes)}),
            Sentence(mark("Choose a larger one.")),
        )


def _smaller(file: MediaFile, service: Service) -> Sentence:
    can_be_fitted = file.is_image and not file.is_animated and not service.fits_pictures
    return SMALLER_OR_FITTED if can_be_fitted else SMALLER


def _measured(file: MediaFile, limit: MediaLimit, service: Service) -> Iterator[Found]:
    bounds = limit.bounds_of(file.kind, moves=file.is_animated)
    smaller = _smaller(file, service)
    larger = Sentence(mark("Choose a larger one."))
    length = Sentence(mark("Make it shorter, or longer."))
    frames = file.frame_count if file.is_animated else None
    size = (file.width or 0) + (file.height or 0) or None
    for name, value, span, unit, fixes in (
        (mark("width"), file.width, bounds.width, " px", (larger, smaller)),
        (mark("height"), file.height, bounds.height, " px", (larger, smaller)),
        (mark("width and height together"), size, Span(None, bounds.max_sum), " px", (smaller,) * 2),
        (mark("ratio of width to height"), file.ratio, bounds.ratio, ":1",
            (Sentence(mark("Crop it.")),) * 2),
        (mark("length"), file.duration_s, bounds.seconds, " s", (length,) * 2),
        (mark("number of frames a second"), file.frame_rate, bounds.frame_rate, "",
            (Sentence(mark("Export it with another frame rate.")),) * 2),
        (mark("number of frames"), frames, Span(None, bounds.max_frames), "", (length,) * 2),
    ):  # fmt: skip
        if value is not None and not span.holds(value):
            fix = fixes[span.most is not None and value > span.most]
            yield _measure(Sentence(name), f"{value:.5g}{unit}", _range(span, unit), fix)


def _measure(measure: Sentence, found: str | Sentence, span: Sentence, fix: Sentence) -> Found:
    facts: dict[str, object] = {"measure": measure, "found": found, "range": span, "fix": fix}
    return media_kinds.MEDIA_MEASURE, facts


def _range(span: Span, unit: str) -> Sentence:
    least, most = (None if end is None else f"{end:.5g}{unit}" for end in span)
    if least is None:
        return Sentence(mark("at most {most}"), {"most": most})
    if most is None:
        return Sentence(mark("at least {least}"), {"least": least})
    return Sentence(mark("{least} to {most}"), {"least": least, "most": most})


def _packed(file: MediaFile, bounds: Bounds) -> Iterator[Found]:
    if file.kind is not MediaKind.VIDEO:
        return
    for codec, choices in (
        (file.video_codec, bounds.codecs),
        (file.audio_codec, bounds.audio_codecs),
    ):
        if codec and choices and codec not in choices:
            yield media_kinds.MEDIA_CODEC, {"codec": codec, "choices": ", ".join(sorted(choices))}
    limited = (bounds.seconds, bounds.ratio, bounds.width, bounds.height, bounds.frame_rate)
    if file.has_audio is None and (bounds.codecs or any(span != UNBOUNDED for span in limited)):
        yield media_kinds.FILM_UNREAD, {}


def _alt_findings(attachment: Attachment, spec: NetworkSpec) -> Iterator[Finding]:
    file, own = attachment.file, spec.fields.get(Field.ALT_TEXT)
    if file.kind is MediaKind.VIDEO and not spec.media.video_alt_text:
        return
    length = (
        lengths.length_of(attachment.alt_text, own) if own else grapheme_count(attachment.alt_text)
    )
    longest = own.max if own else spec.media.alt_text_max
    if longest is not None and length > longest:
        facts = {"length": length, "max": longest, "over": length - longest}
        named = {"value": file.address, "network": spec.title}
        yield media_kinds.ALT_TOO_LONG, "alt_text", {**named, **facts}


def megabytes(size: int) -> Sentence:
    """Write a number of bytes as people compare it."""
    if size >= 100_000:
        return Sentence(mark("{size} MB"), {"size": decimal(round(size / 1_000_000, 1))})
    return Sentence(mark("{size} kB"), {"size": decimal(round(size / 1000, 1))})


def type_name(mime: str) -> str:
    """Write a type as people know it: JPEG, MP4."""
    kind, _, name = mime.partition("/")
    if name == "*":
        return f"{kind}/*"
    return {"quicktime": "MOV", "webp": "WebP", "webm": "WebM"}.get(name, name.upper())
