"""Loads the notebook format without a grammar that costs every run a second and serves none.

`nbformat` imports jsonschema, and that imports `rfc3987_syntax` where JupyterLab has brought it,
to check addresses in other scripts than Latin. It builds a parser while it is imported, for a
second or more; the notebook format has no such address. jsonschema does without when the package
is missing, so it is shown as missing while jsonschema loads.
"""

import sys

_SLOW = "rfc3987_syntax"


def load_nbformat() -> None:
    """Import `nbformat`; in a process that has jsonschema already this changes nothing."""
    if "jsonschema" in sys.modules or _SLOW in sys.modules:
        return
    sys.modules[_SLOW] = None  # type: ignore[assignment]  # how Python notes "cannot be imported"
    try:
        import nbformat  # noqa: F401
    finally:
        del sys.modules[_SLOW]
