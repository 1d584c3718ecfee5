"""Where files are put for networks that fetch them from a public address."""

from automation.domain.content.media import MediaFile
from automation.errors import ConfigError
from automation.language import mark


def no_store(file: MediaFile) -> ConfigError:
    """Return the error about a file that some network must fetch, where nobody said from where."""
    return ConfigError(
        mark("“{address}” must be put where the network can fetch it, and no place is set."),
        mark("Whoever runs Lembar sets LEMBAR_MEDIA_STORE to a bucket, such as s3://bucket/media."),
        address=file.address.split("?", 1)[0],
    )
