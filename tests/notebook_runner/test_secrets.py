"""A canary that a notebook shows in every way it can is in no file and no message."""

import base64
import logging.config
from urllib.parse import quote

import pytest

from automation.errors import ConfigError
from automation.notebook_runner import export_html
from tests.notebook_runner.live import Marked, Runner, Writer

CANARY = "kenari/9f3a+Zq&7x=="
SHOW = """
import base64, json, os, sys, time
from urllib.parse import quote
from IPython.display import HTML, JSON, Markdown, display
token = os.environ["TOKEN"]
print(token)
print(token[:7], end="", flush=True); time.sleep(.3); print(token[7:])
print("https://example.org/?token=" + quote(token, safe=""), file=sys.stderr)
print(base64.b64encode(b"user:" + token.encode()).decode())
display(HTML(f"<b title='{token}'>{token.replace('&', '&amp;')}</b>"), Markdown(token))
display({"application/json": {token: [token]}, "text/plain": json.dumps(token)}, raw=True)
shown = display("waiting", display_id=True)
shown.update(token)
import pandas as pd
display(pd.DataFrame({"token": [token]}))
"""
RAISE = """
def call(url):
    raise ConnectionError(f"401 for {url}")
call("https://example.org/?token=" + token)
"""
FORMS = [
    CANARY,
    quote(CANARY, safe=""),
    CANARY.replace("&", "&amp;"),
    base64.b64encode(b"user:" + CANARY.encode()).decode()[8:-4],
]


@pytest.mark.parametrize("last", ["", RAISE], ids=["done", "failed"])
def test_a_canary_shown_in_every_way_is_in_no_file_and_no_message(
    write_notebook: Writer, run: Runner, marked: Marked, last: str
) -> None:
    leaking = """
from IPython.display import display
display({"application/vnd.lembar.result+json": {"job": token, token: 1}}, raw=True)
"""

    ran = run(
        write_notebook(SHOW, last, result=leaking),
        environment={"TOKEN": CANARY},
        secrets=(CANARY,),
    )

    page = export_html(ran.path).read_text()
    said = repr(ran.result) + repr(ran.error) + str(ran.error and vars(ran.error))
    for form in FORMS:
        assert form not in ran.text
        assert form not in page
        assert form not in said
    assert ran.outcome() == ("failed" if last else "done")
    assert ran.text.count("***") > 8


def test_the_error_raised_has_no_unscrubbed_error_behind_it(
    write_notebook: Writer, run: Runner
) -> None:
    ran = run(write_notebook(f"raise ValueError({CANARY!r})"), secrets=(CANARY,))

    assert ran.ended().__cause__ is None
    assert ran.ended().__context__ is None


def test_a_secret_given_as_a_parameter_is_refused_unnamed(
    write_notebook: Writer, run: Runner
) -> None:
    with pytest.raises(ConfigError) as refused:
        run(write_notebook(), parameters={"name": [f"Bearer {CANARY}"]}, secrets=(CANARY,))

    assert CANARY not in str(refused.value)


def test_nothing_reaches_the_log_of_the_program(
    write_notebook: Writer,
    run: Runner,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})  # as Jupyter's do

    run(write_notebook(f"print({CANARY!r})\n1/0"), secrets=(CANARY,))

    assert CANARY not in caplog.text
    assert capfd.readouterr() == ("", "")
