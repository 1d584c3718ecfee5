"""A web that looks public to a test: names resolve to this machine, and that is allowed."""

from collections.abc import Mapping, Sequence

from automation.http import PublicWeb, is_public


def pretend_web(
    names: Mapping[str, Sequence[str]], *, silence_s: float = 2.0, total_s: float = 10.0
) -> PublicWeb:
    """Return a web where these names have these addresses, and this machine counts as public."""

    def resolve(host: str, port: int) -> Sequence[str]:
        if host not in names:
            raise OSError(f"no {host}:{port}")
        return names[host]

    return PublicWeb(
        resolve=resolve,
        is_allowed=lambda one: one == "127.0.0.1" or is_public(one),
        silence_s=silence_s,
        total_s=total_s,
    )
