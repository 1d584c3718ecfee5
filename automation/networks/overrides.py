"""A team's own word on a network's limits: what nobody could confirm is a default, to be replaced. Pure.

The file is YAML, one network after the other, its limits by the names the headers give them:

    linkedin:
      text.max: 3000
      media.images_max: 20
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TypeVar

from automation.domain.publishing.network import Capability, NetworkSpec
from automation.errors import ConfigError
from automation.language import mark

Told = Mapping[str, Mapping[str, object]]
"""What a limits file says: network name → limit name → number."""

Number = int | float | bool
Value = Number | date
Record = TypeVar("Record")


def overridden(spec: NetworkSpec, told: Told) -> NetworkSpec:
    """Return the spec with what a limits file says of its network.

    Raises:
        ConfigError: it names no limit of the network, or says something that is no number.
    """
    for name, value in told.get(spec.name, {}).items():
        spec = _with(spec, name, value)
    return spec


def checked(read: object, names: Mapping[str, object]) -> Told:
    """Return what a limits file holds, when it is networks with their limits.

    Raises:
        ConfigError: it is something else, or names a network there is not.
    """
    if read is None:
        return {}
    if not isinstance(read, Mapping) or not all(isinstance(one, Mapping) for one in read.values()):
        raise ConfigError(
            mark("The limits file is not a list of networks with their limits."),
            mark("Whoever runs Lembar writes a network's name and a colon, and below it, indented, lines such as: text.max: 3000"),
        )  # fmt: skip
    for name in read:
        if name not in names:
            raise _unknown(str(name), names)
    return read


def limits_of(spec: NetworkSpec) -> dict[str, Value | None]:
    """Return every limit of a spec that can be replaced, by name; None is “not told”."""
    found: dict[str, Value | None] = {}
    for part in ("text", "media", "rate"):
        found.update(_numbers(getattr(spec, part), part))
    found.update({f"can.{one}": one in spec.can for one in sorted(spec.unsure)})
    if spec.api is not None and spec.api.retires_on is not None:
        found["api.retires_on"] = spec.api.retires_on
    for group in ("fields", "photo_fields"):
        for one, limit in getattr(spec, group).items():
            found.update(_numbers(limit, f"{group}.{one}"))
    return found


def _numbers(limit: object, path: str) -> Iterator[tuple[str, Number | None]]:
    if not is_dataclass(limit):
        return
    for one in fields(limit):
        value = getattr(limit, one.name)
        if isinstance(value, Number) or (value is None and "int" in str(one.type)):
            yield f"{path}.{one.name}", value


def _with(spec: NetworkSpec, name: str, value: object) -> NetworkSpec:
    known = limits_of(spec)
    if name not in known:
        raise _unknown(name, known)
    if not _fits(value, known[name]):
        raise ConfigError(
            mark('The limits file says "{value}" for {name} of {network}.'),
            mark("Whoever runs Lembar writes a number there; yes or no where it is a switch, and 2027-08-15 where it is a day."),
            value=value, name=name, network=spec.title,
        )  # fmt: skip
    *path, last = name.split(".")
    if path == ["can"]:
        return replace(spec, can=spec.can | {Capability(last)} if value else spec.can - {Capability(last)})  # fmt: skip
    if len(path) == 2:
        group = getattr(spec, path[0])
        named = next(one for one in group if one == path[1])
        return _set(spec, path[0], {**group, named: _set(group[named], last, value)})
    return _set(spec, path[0], _set(getattr(spec, path[0]), last, value))


def _fits(value: object, known: Value | None) -> bool:
    if isinstance(known, date | bool):
        return type(value) is type(known)
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _set(record: Record, name: str, value: object) -> Record:
    return replace(record, **{name: value})  # type: ignore[type-var]


def _unknown(name: str, known: Mapping[str, object]) -> ConfigError:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return ConfigError(
        mark('The limits file names "{name}", and there is no such limit or network.'),
        mark("Did you mean {nearest}? Whoever runs Lembar corrects it."),
        name=name,
        nearest=nearest[0] if nearest else "–",
    )
