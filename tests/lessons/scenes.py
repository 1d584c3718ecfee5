"""Scenes for tests of views and exercises: a desk of `tests.domain.desks`, seen by one learner."""

from datetime import datetime

from automation.course.exercises import load_exercises
from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.learning.voice import Voice
from automation.language import translator
from automation.lessons.asking import Asking
from automation.lessons.scene import Pose, Scene
from tests.domain.desks import NOW


def make_scene(
    desk: Desk, member: str = "", now: datetime = NOW, language: str = "en", *, example: bool = False
) -> Scene:  # fmt: skip
    """Return what a view or an exercise is given; without a member, for who looks on."""
    return Scene(
        figures=Figures(desk=desk, now=now),
        member=desk.members.get(MemberId(member)),
        voice=Voice(translator(language)),
        is_example=example,
    )


def make_asking(scene: Scene, example: Scene, number: int, poses: dict[str, Pose]) -> Asking:
    """Return a lesson's exercises as they are asked of a scene."""
    return Asking(scene, example, load_exercises(number).exercises, poses)
