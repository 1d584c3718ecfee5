"""Steps and faults that several tests of publishing share."""

import io
import threading

from PIL import Image

from automation.rehearsal.network import Effect, Fault

POSTS = "^/api/v1/statuses$"


def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), (190, 90, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def refused_posts(count):
    return Fault(effect=Effect.STATUS, status=422, methods="^POST$", path=POSTS, count=count)


def limited_posts():
    return Fault(effect=Effect.RATE_LIMITED, delay_s=60, methods="^POST$", path=POSTS)


def wait_for(event):
    assert event.wait(10)


def until(happened):
    pause = threading.Event()
    for _ in range(1000):
        if happened():
            return
        pause.wait(0.005)
    raise TimeoutError


def approved(team, run, title="Kopi pagi", **cells):
    team.post(title, **cells)
    run("check", "08:00")
    team.approve(title)
    run("check", "08:01")
