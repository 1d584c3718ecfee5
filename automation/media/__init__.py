"""Media files by content: what a media cell names, read, checked and kept for the run.

Told apart by their bytes, never by name or header. What a network takes of it is decided in
`domain/content/fit.py` by the network's spec; fetching from the web lives in `automation/http`.
"""

from automation.media.store import MediaStore

__all__ = ["MediaStore"]
