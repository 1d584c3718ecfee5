"""Where executed notebooks go: a folder, or a bucket that Papermill has a handler for."""

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from automation.errors import ConfigError
from automation.language import Sentence, mark

_REMOTE = re.compile(r"([a-z][a-z0-9+.-]*)://")
_NEEDS = {"s3": "boto3", "gs": "gcsfs", "abs": "azure.storage.blob", "adl": "azure.datalake.store"}
_NAME_MAX = 40


def run_path(base: str, now: datetime, job: str, title: str, run_id: str) -> str:
    """Return where a run's notebook goes: `BASE/YYYY/MM/DD/HHMMSS-JOB-TITLE-RUN.ipynb`.

    Args:
        base: A folder, or an address such as `s3://bucket/runs`.
        now: The run's time, aware; its own zone names the day.
        job: The job's name.
        title: What people call the workbook; what no file's name may hold becomes a dash.
        run_id: The run's id.

    Raises:
        ValueError: `now` has no time zone.
    """
    if now.tzinfo is None:
        msg = "a run's time needs a time zone"
        raise ValueError(msg)
    safe = re.sub(r"[^\w.-]+", "-", title).strip("-.")[:_NAME_MAX].rstrip("-.") or "workbook"
    return f"{base.rstrip('/')}/{now:%Y/%m/%d/%H%M%S}-{job}-{safe}-{run_id}.ipynb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one executed notebook is written, and where people find it.

    Attributes:
        path: The local file the run writes.
        address: The same file, or the bucket's address it is uploaded to at the end.
    """

    path: Path
    address: str

    @property
    def is_remote(self) -> bool:
        """Whether the notebook must still be uploaded when the run has ended."""
        return self.address != str(self.path)


def open_place(output: str) -> Place:
    """Make the folder an executed notebook is written to, before any cell runs.

    Raises:
        ConfigError: The folder cannot be written, or nothing here can upload to that address.
    """
    remote = _REMOTE.match(output)
    if remote:
        _check_upload(output, remote[1])
        folder = Path(tempfile.mkdtemp(prefix="lembar-run-"))
        return Place(path=folder / output.rpartition("/")[2], address=output)
    path = Path(output).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            mark('The folder "{folder}" for executed notebooks cannot be made: {cause}.'),
            mark("Choose a folder you may write to, or ask who looks after the machine."),
            folder=path.parent,
            cause=error.strerror,
        ) from error
    return Place(path=path, address=str(path))


def upload(place: Place) -> Sentence | None:
    """Upload a remote place's notebook once; return a sentence when that failed.

    The local file is removed after an upload, and kept when there was none.
    """
    from papermill.iorw import papermill_io

    try:
        papermill_io.write(place.path.read_text(encoding="utf-8"), place.address)
    except Exception as error:  # noqa: BLE001  # every cloud client has exceptions of its own
        facts = {"address": place.address, "path": place.path, "cause": type(error).__name__}
        return Sentence(_NOT_UPLOADED, facts)
    shutil.rmtree(place.path.parent)
    return None


_NOT_UPLOADED = mark(
    "The executed notebook could not be stored at {address} ({cause}); it is kept here: {path}. "
    "Check the address and the credentials of the bucket."
)


def _check_upload(output: str, scheme: str) -> None:
    package = _NEEDS.get(scheme)
    if package and not _is_installed(package):
        raise ConfigError(
            mark(
                "Notebooks cannot be stored at {address}: the package {package} is not installed."
            ),
            mark("Install it beside Lembar, or choose a folder for executed notebooks."),
            address=output,
            package=package,
        )
    from papermill.iorw import papermill_io

    if papermill_io.get_handler(output) is papermill_io.get_handler("local"):
        raise ConfigError(
            mark("Notebooks cannot be stored at {address}: nothing here knows {scheme}://."),
            mark("Choose a folder, or an address that begins with s3:// or gs://."),
            address=output,
            scheme=scheme,
        )


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # the parent of a dotted name is missing
        return False
