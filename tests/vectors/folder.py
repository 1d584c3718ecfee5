"""Finds the published test vectors, which stand beside the checkout and are no part of it."""

from pathlib import Path

import pytest
import yaml

Case = dict[str, object]


def vectors(*parts: str) -> Path:
    """Return a file of `shared/vectors`, looked for from here upwards; skip where there is none."""
    for folder in Path(__file__).resolve().parents:
        if (found := folder.joinpath("shared", "vectors", *parts)).exists():
            return found
    pytest.skip(f"no shared/vectors/{'/'.join(parts)} in any folder above this checkout")


def x_cases(file: str, section: str) -> list[Case]:
    """Return the cases of one section of X's published conformance tests; there is at least one."""
    text = vectors("twitter-text", "conformance", file).read_text("utf-8")
    cases: list[Case] = yaml.safe_load(text)["tests"][section]
    assert cases, f"{file} has no case under {section}"
    return cases
