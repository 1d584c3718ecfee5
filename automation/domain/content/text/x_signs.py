"""The signs X's published rules are made of (https://github.com/twitter/twitter-text, 30e2430). Data only.

Each is the inside of a character class, ready to be put between square brackets.
"""

ACCENTED = (
    r"\xC0-\xD6\xD8-\xF6\xF8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272"
    r"\u0289\u028B\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
SPACES = r"\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$"
DIRECTIONS = r"\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069"
INVALID = r"\uFFFE\uFEFF\uFFFF"
"""What makes X refuse a whole text."""

LETTERS = r"\p{L}\p{M}"
TAG_SIGNS = (
    rf"{LETTERS}\p{{Nd}}_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb"
    r"\u3003\u0f0b\u0f0c\xb7"
)

PATH = rf"A-Za-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{ACCENTED}"
PATH_END = rf"+\-A-Za-z\u0400-\u04FF0-9=_#/{ACCENTED}"
QUERY = r"A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|"
QUERY_END = r"A-Za-z0-9\-_&=#/"
