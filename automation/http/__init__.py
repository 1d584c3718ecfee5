"""The only HTTP client.

Every request to a network passes through `Http.send`, every picture from the web through
`PublicWeb.fetch`. What lives here: time-outs, retries, size limits, redirects, and what a failure means. What a
network's own answers mean beyond their status lives in the network's file.
"""

from automation.http.answer import Answer, Fields, Json, objects
from automation.http.client import Http, Pace, Policy
from automation.http.failure import Failure, Verdict
from automation.http.headers import Rate
from automation.http.lesson import refusal_in_lesson
from automation.http.line import Line
from automation.http.pasted import PastedAddress
from automation.http.public import PublicWeb, is_public
from automation.http.request import Caller, Credential, Method, Repeat, Request, Sign, Upload

__all__ = [
    "Answer",
    "Caller",
    "Credential",
    "Failure",
    "Fields",
    "Http",
    "Json",
    "Line",
    "Method",
    "Pace",
    "PastedAddress",
    "Policy",
    "PublicWeb",
    "Rate",
    "Repeat",
    "Request",
    "Sign",
    "Upload",
    "Verdict",
    "is_public",
    "objects",
    "refusal_in_lesson",
]
