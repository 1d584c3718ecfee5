"""The whole of Bluesky's network on this machine: what a server of accounts tells, and what readers see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real import bluesky_server, node, postgres
from tests.real.bluesky_server import RealServer


def missing() -> str:
    """Return what this machine lacks for it, in words; empty when nothing."""
    return node.missing() or postgres.missing()


@contextmanager
def running(folder: Path) -> Iterator[RealServer]:
    """Start an empty network; stop it in the end, each part by its pid."""
    port, directory_port, app_view, data_plane, bsync = node.free_ports(5)
    with postgres.running() as database:
        wanted = {
            **bluesky_server.server_facts(folder, port, directory_port),
            "database": database, "appViewPort": app_view, "dataPlanePort": data_plane, "bsyncPort": bsync,
        }  # fmt: skip
        with node.started("network.mjs", wanted, folder / "log"):
            yield RealServer(f"http://127.0.0.1:{port}")
