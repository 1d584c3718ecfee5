"""What may befall a request that publishes, whatever the network."""

from enum import StrEnum


class Trouble(StrEnum):
    """What may befall the next request that makes a post visible."""

    LOST = "stored, then the connection ends"
    CUT = "the connection ends before it is stored"
    NEVER = "stored, and no answer ever comes"
    ERROR_AFTER = "stored, and 500 is answered"
    ERROR_BEFORE = "503, and nothing is stored"
    PAGE = "a web page with status 200"
    HALF = "stored, and half the JSON comes"
    TOO_LARGE = "stored, and the answer is huge"
    REDIRECT = "sent to another server"
    LIMITED = "too many requests, come back in a minute"
    UNAUTHORIZED = "the credential is refused from now on"
    FORBIDDEN = "the right is missing"
    SUSPENDED = "the account is suspended"
    REFUSED = "the content is refused"
