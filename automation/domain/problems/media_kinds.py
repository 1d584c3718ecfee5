"""Findings about pictures and films: what a network does not take of them, with its numbers."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

TOO_MANY_PICTURES = problem_kind(
    "too_many_pictures",
    mark("{count} pictures where {network} takes {max}."),
    mark("Take out {over}, or put them into a row of their own."),
    Who.OWNER,
    count="6",
    network="Mastodon",
    max="4",
    over="2",
)
TOO_MANY_FILMS = problem_kind(
    "too_many_films",
    mark("{count} films where {network} takes {max}."),
    mark("Take out {over}, or put them into a row of their own."),
    Who.OWNER,
    count="2",
    network="Mastodon",
    max="1",
    over="1",
)
TOO_MANY_FILES = problem_kind(
    "too_many_files",
    mark("{count} pictures and films where {network} takes {max} together."),
    mark("Take out {over}, or put them into a row of their own."),
    Who.OWNER,
    count="12",
    network="Instagram",
    max="10",
    over="2",
)
MIXED_MEDIA = problem_kind(
    "mixed_media",
    mark("{network} takes pictures or one video, not both in one post."),
    mark("Keep one kind, or make two posts."),
    Who.OWNER,
    network="Mastodon",
)
MEDIA_MISSING = problem_kind(
    "media_missing",
    mark("{network} takes no post without {needed}."),
    mark("Name one in the media cell, or take {channel} off this row."),
    Who.OWNER,
    network="Instagram",
    needed="a picture or a film",
    channel="brand-ig",
)
KIND_NOT_TAKEN = problem_kind(
    "kind_not_taken",
    mark("{network} takes no {kinds}: “{value}”."),
    mark("Name {needed} for {network} in a row of its own, or take it off this one."),
    Who.OWNER,
    network="YouTube",
    kinds="pictures",
    value="poster.jpg",
    needed="a film",
)
MEDIA_TYPE = problem_kind(
    "media_type",
    mark("{network} does not take “{value}” ({type})."),
    mark("Save it as one of: {choices}."),
    Who.OWNER,
    network="Mastodon",
    value="poster.tiff",
    type="TIFF",
    choices="JPEG, MP4, PNG",
)
MOVES = problem_kind(
    "moves",
    mark("“{value}” moves, and {network} takes no moving pictures."),
    mark("Choose a still picture, or save it as a film (MP4)."),
    Who.OWNER,
    value="promo.gif",
    network="Instagram",
)
MOVES_ALONE = problem_kind(
    "moves_alone",
    mark(
        "{network} takes one moving picture and nothing beside it; “{value}” is one of {count} files."
    ),
    mark("Keep it alone, or choose a still picture."),
    Who.OWNER,
    value="promo.gif",
    network="Mastodon",
    count="3",
)
STANDS_STILL = problem_kind(
    "stands_still",
    mark("“{value}” moves; {network} shows its first picture only."),
    mark("Save it as a film (MP4) if it should move there."),
    Who.OWNER,
    blocks=False,
    value="promo.gif",
    network="LinkedIn",
)
PICTURE_TOO_BIG = problem_kind(
    "picture_too_big",
    mark("“{value}” has {size}; {network} takes at most {max}."),
    "{fix}",
    Who.OWNER,
    value="poster.png",
    size="21.4 MB",
    network="Mastodon",
    max="16.8 MB",
    fix="Save it smaller.",
)
PICTURE_TOO_WIDE = problem_kind(
    "picture_too_wide",
    mark("“{value}” has {size} pixels; {network} takes at most {max}."),
    "{fix}",
    Who.OWNER,
    value="poster.png",
    size="40000000",
    network="Mastodon",
    max="33177600",
    fix="Save it smaller.",
)
MEDIA_MEASURE = problem_kind(
    "media_measure",
    mark("The {measure} of “{value}” is {found}; {network} takes {range}."),
    "{fix}",
    Who.OWNER,
    measure="length",
    value="promo.mp4",
    found="200 s",
    network="X",
    range="0.5 s to 140 s",
    fix="Make it shorter.",
)
MEDIA_CODEC = problem_kind(
    "media_codec",
    mark("“{value}” is packed as {codec}; {network} takes {choices}."),
    mark("Export it anew, as H.264 with AAC sound."),
    Who.OWNER,
    value="promo.mp4",
    codec="mpeg4",
    network="Instagram",
    choices="h264, hevc",
)
FILM_UNREAD = problem_kind(
    "film_unread",
    mark(
        "Nobody looked into “{value}”: how long and how large a film {network} takes was not checked."
    ),
    mark("Install what reads films: pip install 'lembar[video]'."),
    Who.OPERATOR,
    blocks=False,
    value="promo.mp4",
    network="Instagram",
)
PRINT_COLOURS = problem_kind(
    "print_colours",
    mark("“{value}” has the colours of print (CMYK); screens show them wrongly or not at all."),
    "{fix}",
    Who.OWNER,
    blocks=False,
    value="poster.jpg",
    fix="Save it in the colours of screens (RGB).",
)
TELLS_PLACE = problem_kind(
    "tells_place",
    mark("“{value}” tells where it was taken, to everybody who looks inside the file."),
    "{fix}",
    Who.OWNER,
    blocks=False,
    value="warung.jpg",
    fix="Save it without its location.",
)
NOT_FITTED = problem_kind(
    "not_fitted",
    mark(
        "Lembar cannot look inside “{value}” ({type}): it can neither fit it nor take out where it was taken."
    ),
    mark(
        "Save it as JPEG, or choose No for “Fit pictures” in the settings tab. Whoever runs Lembar can let it read such photos: pip install 'lembar[heic]'."
    ),
    Who.OWNER,
    value="warung.heic",
    type="HEIC",
)
NO_PUBLIC_PLACE = problem_kind(
    "no_public_place",
    mark("{network} fetches “{value}” from a public address, and no place for it is set."),
    mark(
        "Set LEMBAR_MEDIA_STORE to a bucket, such as s3://bucket/media; see “Media” in the README."
    ),
    Who.OPERATOR,
    network="Instagram",
    value="kopi.jpg",
)
NO_LASTING_PLACE = problem_kind(
    "no_lasting_place",
    mark(
        "{network} needs an address of “{value}” that lasts, and the bucket's are signed for a few hours."
    ),
    mark(
        "Set LEMBAR_MEDIA_ADDRESS to the https address under which everybody can read the bucket's folder."
    ),
    Who.OPERATOR,
    network="TikTok",
    value="kopi.jpg",
)
ALT_TOO_LONG = problem_kind(
    "alt_too_long",
    mark("The alt text of “{value}” has {length} characters; {network} takes {max}."),
    mark("Shorten it by {over}."),
    Who.OWNER,
    value="kopi.jpg",
    length="1612",
    network="Mastodon",
    max="1500",
    over="112",
)
ALT_WITHOUT_MEDIA = problem_kind(
    "alt_without_media",
    mark("There are more alt texts than media ({alts} for {media})."),
    mark("Write one line of alt text for each line of media, in the same order."),
    Who.OWNER,
    alts="3",
    media="2",
)
