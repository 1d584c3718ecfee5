"""A feed of the team's own: two files beside the workbook, which any web server may show.

`kopi.xml` is Atom 1.0, `kopi.json` beside it JSON Feed 1.1, and `kopi_files` holds the media. The
JSON file is the one that is read back; the Atom file is written from it each time. An entry's id is
made of the attempt's key, so writing a post again changes nothing. Addresses of media are relative
to the feed's own, which Atom's readers follow; for JSON Feed that is custom, not specification. A
file that is not ours is never written over, and nothing outside the workbook's folder is.

Source: https://www.jsonfeed.org/version/1.1/ and https://www.rfc-editor.org/rfc/rfc4287 (known
second-hand: the documents themselves could not be opened on 2026-11-22).
"""

from automation.networks.feed.header import SPEC
from automation.networks.feed.network import Feed

__all__ = ["SPEC", "Feed"]
