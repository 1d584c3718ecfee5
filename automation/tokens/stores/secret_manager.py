"""The token store of a cloud: one secret a grant in Google Secret Manager, over REST.

Each save adds a version and destroys the one before it. Turns are taken on one machine only:
two machines that renew one channel at the same moment are not kept apart, so give each channel
to one scheduled job.

Source: https://cloud.google.com/secret-manager/docs/reference/rest (read 2026-11-22).
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from automation.domain.ids import ChannelId
from automation.errors import ConfigError
from automation.http import Answer, Caller, Credential, Fields, Http, Repeat, Request
from automation.http.answer import Json
from automation.http.failure import Failure
from automation.language import Sentence, mark
from automation.tokens.grant import Grant, GrantKey, from_plain, to_plain
from automation.tokens.stores.folder import lock_name, locked

ADDRESS = "https://secretmanager.googleapis.com"
_PAGES = 100


class SecretManager:
    """Grants as secrets of one Google project, named `lembar-NETWORK-CHANNEL`."""

    def __init__(
        self, folder: Path, project: str, *, http: Http, access: Credential, address: str = ADDRESS
    ) -> None:
        self._folder = folder
        self._project = project
        self._http = http
        self._base = f"{address}/v1/projects/{quote(project, safe='')}/secrets"
        self._caller = Caller(network="Google Secret Manager", channel=project, token=access)

    @property
    def place(self) -> Sentence:
        """Which project it is."""
        return Sentence(
            mark("Google Secret Manager, project {project}"), {"project": self._project}
        )

    def load(self, key: GrantKey) -> Grant | None:
        """Return a channel's grant."""
        return self._load(_name_of(key))

    def load_all(self) -> Sequence[Grant]:
        """Return every grant of ours in the project."""
        names: list[str] = []
        query = {"filter": "labels.lembar=token", "pageSize": "100"}
        for _ in range(_PAGES):
            answer = self._ask("GET", self._base, query=query)
            fields = answer.fields if answer else Fields()
            names += [one.text("name").rpartition("/")[2] for one in fields.items("secrets")]
            if not fields.text("nextPageToken"):
                break
            query["pageToken"] = fields.text("nextPageToken")
        found = (self._load(name) for name in names)
        return sorted((one for one in found if one is not None), key=lambda grant: grant.key)

    def save(self, grant: Grant) -> None:
        """Add a version; when this returns Google has it."""
        name = _name_of(grant.key)
        if self._ask("GET", f"{self._base}/{name}") is None:
            about: dict[str, Json] = {
                "replication": {"automatic": {}},
                "labels": {"lembar": "token"},
            }
            self._ask("POST", self._base, query={"secretId": name}, body=about)
        data = base64.b64encode(json.dumps(to_plain(grant)).encode()).decode()
        added = self._ask(
            "POST", f"{self._base}/{name}:addVersion", body={"payload": {"data": data}}
        )
        version = added.fields.text("name").rpartition("/")[2] if added else ""
        if version.isdecimal() and int(version) > 1:
            before = f"{self._base}/{name}/versions/{int(version) - 1}:destroy"
            self._ask("POST", before, body={})

    def remove(self, key: GrantKey) -> None:
        """Forget a grant, all its versions with it."""
        self._ask("DELETE", f"{self._base}/{_name_of(key)}")

    def turn(self, key: GrantKey) -> AbstractContextManager[None]:
        """Let one process of this machine at a time renew a grant."""
        return locked(self._folder, lock_name(key))

    def _load(self, name: str) -> Grant | None:
        answer = self._ask("GET", f"{self._base}/{name}/versions/latest:access")
        if answer is None:
            return None
        data = answer.fields.inside("payload").text("data")
        try:
            return from_plain(json.loads(base64.b64decode(data, validate=True)))
        except (ValueError, binascii.Error):
            raise ConfigError(
                mark("The secret {name} of project {project} cannot be read as a token."),
                mark("Whoever runs Lembar deletes it in Google Secret Manager and connects the channel again."),
                name=name, project=self._project,
            ) from None  # fmt: skip

    def _ask(
        self, method: Literal["GET", "POST", "DELETE"], url: str,
        *, query: Mapping[str, str] | None = None, body: Mapping[str, Json] | None = None,
    ) -> Answer | None:  # fmt: skip
        """Return Google's answer; None where there is no such secret, or none to make."""
        repeat = Repeat.FREELY if method == "GET" else Repeat.KEYED
        request = Request(
            operation="keep tokens", method=method, url=url, repeat=repeat, query=query or {}, json=body
        )  # fmt: skip
        result = self._http.ask(self._caller, request)
        if isinstance(result, Answer):
            return result
        if result.status in (404, 409):
            return None
        raise self._refusal(result)

    def _refusal(self, failure: Failure) -> ConfigError:
        told = failure.answer.fields.inside("error").text("message") if failure.answer else ""
        return ConfigError(
            mark("Google Secret Manager did not do what was asked in project {project} ({status}): {told}."),
            mark("Whoever manages the Google project switches on its Secret Manager API and gives Lembar's service account the role Secret Manager Admin there; then run this again."),
            project=self._project, status=failure.status or "–",
            told=" ".join(told.split())[:200] or Sentence(failure.trouble),
        )  # fmt: skip


def _name_of(key: GrantKey) -> str:
    """Return a secret's name: letters, digits, `-` and `_`; others become their number."""
    parts = (
        "".join(one if one.isascii() and one.isalnum() else f"_{ord(one):x}_" for one in part)
        for part in (key.network, ChannelId(key.channel))
    )
    return f"lembar-{'-'.join(parts)}"
