"""Fetching a file from the public web, and from nowhere else, whatever its address pretends.

An address in a cell is written by people, and followed by a machine that may stand inside a
company's network or a cloud. So the host is resolved here, every one of its addresses must be
public, and the connection is made to the very address that was checked. Redirects are checked
the same way.

Source: IANA special-purpose address registries (RFC 6890), checked 2026-11-21.
"""

import re
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import BinaryIO

import httpx

from automation.errors import MediaError
from automation.http.tls import tls_context
from automation.language import Sentence, mark

_MAX_REDIRECTS = 3
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_SPECIAL_4 = (
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # a cloud's own service under a public number
)
_NUMBER = re.compile(r"(0[xX])?[0-9a-fA-F]*\.?\Z|.*\.(0[xX][0-9a-fA-F]*|[0-9]+)\.?\Z")

Resolve = Callable[[str, int], Sequence[str]]


def addresses_of(host: str, port: int) -> Sequence[str]:
    """Ask the name service for all addresses of a host.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Say whether an address lies on the public internet: not ours, not a tunnel into somewhere else."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and number in _NAT64:
        number = IPv4Address(int(number) & 0xFFFFFFFF)
    if isinstance(number, IPv6Address):
        return number in _UNICAST and not any(number in net for net in _SPECIAL_6)
    return (
        number.is_global
        and not number.is_multicast
        and not any(number in net for net in _SPECIAL_4)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWeb:
    """How files are fetched. `closed` forbids it altogether (a rehearsal); times in seconds.

    `resolve` and `is_allowed` are replaced only by tests, which have no public web.
    """

    closed: bool = False
    silence_s: float = 15.0
    total_s: float = 300.0
    elapsed_s: Callable[[], float] = time.monotonic
    resolve: Resolve = addresses_of
    is_allowed: Callable[[str], bool] = is_public

    def fetch(self, address: str, into: BinaryIO, max_bytes_of: Callable[[bytes], int]) -> None:
        """Write the file at an address into `into`. `max_bytes_of` is asked with its first bytes.

        Raises:
            MediaError: the address, the answer or the file's size is not acceptable.
        """
        if self.closed:
            raise refusal(address, mark("in a rehearsal nothing is fetched from the web"))
        ends_at = self.elapsed_s() + self.total_s
        url = _checked(address, address)
        with httpx.Client(verify=tls_context(), trust_env=False) as client:
            for _ in range(_MAX_REDIRECTS + 1):
                location = self._get(client, url, address, Sink(into, max_bytes_of, ends_at))
                if location is None:
                    return
                url = _checked(str(url.join(location)), address)
        raise refusal(address, mark("it sends us on and on"))

    def _get(self, client: httpx.Client, url: httpx.URL, address: str, sink: "Sink") -> str | None:
        """Fetch once; return where it sends us on to, None when the file is whole."""
        pinned = url.copy_with(host=self._pin(url, address))
        try:
            with client.stream(
                "GET",
                pinned,
                headers={"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
                timeout=self.silence_s,
                extensions={"sni_hostname": url.raw_host.decode("ascii")},
            ) as response:
                if response.has_redirect_location:
                    return response.headers["location"]
                problem = self._take(response, sink)
        except httpx.HTTPError:
            problem = Sentence(mark("the server cannot be reached, or broke off"))
        if problem:
            raise refusal(address, problem)
        return None

    def _pin(self, url: httpx.URL, address: str) -> str:
        """Return the one address to connect to, when all addresses of the host are public."""
        try:
            found = self.resolve(url.raw_host.decode("ascii").strip("[]"), url.port or 0)
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise refusal(address, mark("its server is not known"))
        if not all(self.is_allowed(one) for one in found):
            raise refusal(address, mark("it leads into a private network, not to the public web"))
        return found[0]

    def _take(self, response: httpx.Response, sink: "Sink") -> Sentence | None:
        if response.status_code != 200:
            return Sentence(mark("the server answered {status}"), {"status": response.status_code})
        for chunk in response.iter_bytes():
            problem = sink.take(chunk)
            if problem is None and self.elapsed_s() > sink.ends_at:
                problem = Sentence(mark("fetching it took too long"))
            if problem:
                return problem
        return None


class Sink:
    """Takes a file's bytes until they are too many."""

    def __init__(
        self, into: BinaryIO, max_bytes_of: Callable[[bytes], int], ends_at: float
    ) -> None:
        self.ends_at = ends_at
        self._into = into
        self._max_bytes_of = max_bytes_of
        self._max_bytes: int | None = None
        self._count = 0

    def take(self, chunk: bytes) -> Sentence | None:
        """Write some bytes; return what is wrong once they are too many."""
        if self._max_bytes is None:
            self._max_bytes = self._max_bytes_of(chunk)
        self._count += len(chunk)
        if self._count > self._max_bytes:
            return Sentence(
                mark("it is larger than {limit} MiB"), {"limit": self._max_bytes // 1024**2}
            )
        self._into.write(chunk)
        return None


def refusal(address: str, reason: str | Sentence) -> MediaError:
    """Return the error about one media address; what follows `?` in it may be secret, and is left out."""
    return MediaError(
        mark("{address} in the media cell cannot be used: {reason}."),
        mark(
            "The post's owner puts the file beside the workbook and writes its name, or gives another address."
        ),
        address=address.split("?", 1)[0],
        reason=Sentence(reason) if isinstance(reason, str) else reason,
    )


def _checked(address: str, shown: str) -> httpx.URL:
    """Return the parsed address, when it is one of the public web in its plain form."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        raise refusal(shown, mark("it is no http or https address"))
    if url.userinfo:
        raise refusal(shown, mark("it holds a name and password"))
    if _NUMBER.match(url.host) and not _is_plain_number(url.host):
        raise refusal(shown, mark("its server is written as a bare number"))
    return url


def _is_plain_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
