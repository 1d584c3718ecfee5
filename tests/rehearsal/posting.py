"""How a client posts to a rehearsal network, and how many posts it keeps."""

import httpx

from automation.rehearsal.network import Rehearsal


def post(client: httpx.Client, text: str = "Halo", **headers: str) -> httpx.Response:
    return client.post("/api/v1/statuses", data={"status": text}, headers=headers)


def stored(network: Rehearsal) -> int:
    return len(network.posts("kopi_senja"))
