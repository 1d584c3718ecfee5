"""An exported page as PDF, printed by a Chromium that is already on the machine."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from automation.errors import ConfigError
from automation.language import mark

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
TIMEOUT_S = 60
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
)  # fmt: skip


def print_pdf(page: Path) -> Path:
    """Print an HTML page beside itself as `.pdf`; nothing is fetched from anywhere.

    Raises:
        ConfigError: there is no Chromium, or it could not print the page.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise ConfigError(
            mark("There is no Chromium to print {page} with."),
            mark(
                "Install it (Debian: apt-get install chromium), or print the page from a browser."
            ),
            page=page,
        )
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="lembar-print-") as profile:
        command = [
            browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target.resolve()}",
            page.resolve().as_uri(),
        ]  # fmt: skip
        target.unlink(missing_ok=True)  # an older one must not pass for this one
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)  # noqa: S603 - our own flags
            target.stat()
        except (subprocess.SubprocessError, OSError) as error:
            raise ConfigError(
                mark("Chromium could not print {page}."),
                mark("Print it from a browser; the page itself is complete."),
                page=page,
            ) from error
    return target
