"""Asks a lesson's exercises and answers what was answered: right, or not yet and a hint."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from automation.domain.learning.example import EXAMPLE
from automation.domain.learning.exercises.exercise import Exercise
from automation.domain.learning.exercises.keys import Verdict, is_blank
from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.lessons.page import Block, Page, Tone, card, grid, paragraph
from automation.lessons.scene import Pose, Posed, Scene

FROM_EXAMPLE = mark(
    "Your team's rows give too little to ask this one of them, so it is about {example}, which is "
    "invented. Come back when there is more."
)
RIGHT = mark("That is right.")
NOT_YET = mark("Not yet.")
CANNOT_READ = mark("I could not read that.")
HINT = mark("Hint {number} of {count}: {hint}")
WAY = mark("This is the way to it: {way}")
TRY_AGAIN = mark("Change your answer and run the cell again.")


@dataclass(slots=True)
class Asking:
    """One learner's way through the exercises of a lesson; lives as long as the notebook is open."""

    scene: Scene
    example: Scene
    exercises: Mapping[str, Exercise]
    poses: Mapping[str, Pose]
    wrong: Counter[str] = field(default_factory=Counter)
    right: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    """What was last answered; the same again is no new try."""

    def ask(self, code: str, answer: object) -> Page:
        """Return the exercise, and below it what the answer is worth when there is one.

        Raises:
            ConfigError: a text names what the rows do not tell.
        """
        exercise = self.exercises[code]
        scene, posed = self._posed(code)
        question = self._question(exercise, scene, posed)
        if is_blank(answer):
            return Page.of(question)
        verdict = posed.key.judge(answer)
        is_new = self.answers.get(code) != repr(answer)
        self.answers[code] = repr(answer)
        if verdict.is_right:
            self.right.add(code)
        elif verdict.counts and is_new:
            self.wrong[code] += 1
        return Page.of(question, self._reply(exercise, posed, verdict))

    def _posed(self, code: str) -> tuple[Scene, Posed]:
        for scene in (self.scene, self.example):
            posed = self.poses[code](scene)
            if posed is not None:
                return scene, posed
        raise LookupError(code)  # a test holds every exercise against the example

    def _question(self, exercise: Exercise, scene: Scene, posed: Posed) -> Block:
        inside = [paragraph(self._text(exercise.ask, posed))]
        if scene.is_example:
            example = Sentence(FROM_EXAMPLE, {"example": Sentence(EXAMPLE)})
            inside.append(paragraph(scene.tell(example)))
        inside += [grid(table) for table in posed.tables]
        choices = exercise.choices.items()
        told = "\n".join(f"{letter}) {self._text(label, posed)}" for letter, label in choices)
        inside += [paragraph(told)] if told else []
        inside.append(paragraph(scene.tell(posed.key.form)))
        return card(self._text(exercise.title, posed), *inside, tone=Tone.TASK)

    def _reply(self, exercise: Exercise, posed: Posed, verdict: Verdict) -> Block:
        say = self.scene.say
        if verdict.is_right:
            learnt = paragraph(self._text(exercise.learnt, posed))
            return card(say(RIGHT), learnt, tone=Tone.GOOD)
        remark = [paragraph(self.scene.tell(verdict.remark))] if verdict.remark else []
        if not verdict.counts:
            form = paragraph(self.scene.tell(posed.key.form))
            return card(say(CANNOT_READ), *remark, form, tone=Tone.HINT)
        help_ = paragraph(self._help(exercise, posed))
        return card(say(NOT_YET), *remark, help_, paragraph(say(TRY_AGAIN)), tone=Tone.HINT)

    def _help(self, exercise: Exercise, posed: Posed) -> str:
        tries = max(1, self.wrong[exercise.code])
        if tries > len(exercise.hints):
            return self.scene.say(WAY, way=self._text(exercise.way, posed))
        hint = self._text(exercise.hints[tries - 1], posed)
        return self.scene.say(HINT, number=tries, count=len(exercise.hints), hint=hint)

    def _text(self, template: str, posed: Posed) -> str:
        try:
            return self.scene.say(template, **posed.facts)
        except (KeyError, ValueError, IndexError) as error:
            raise ConfigError(
                mark("A text of an exercise cannot be filled in: “{text}”."),
                mark("It may name: {known}. Whoever changed the exercises' file corrects it."),
                text=template, known=", ".join(sorted(posed.facts)) or "–",
            ) from error  # fmt: skip
