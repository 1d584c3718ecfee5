"""Pinterest: pins on one board, each with a picture, two to five pictures, or a film.

Nothing protects from a second pin, so a lost answer is looked for among the board's pins. A film is
uploaded beforehand and its number kept. There are no threads, and no comments for programs to read.

An app with "trial access" may not make pins at all: Pinterest refuses with code 29 (seen in many
projects' notes of 2026). Its own documentation says that pins made so are seen by their maker only.

Source: pinterest/api-description 5.23.0 at c05b189 (read 2026-11-22).
"""

from automation.networks.pinterest.header import SPEC
from automation.networks.pinterest.network import Pinterest

__all__ = ["SPEC", "Pinterest"]
