"""Runs dialogues: one heard answer in, the next question out. No I/O, no clock, no chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cases.incoming import Said, SentMedia
from cases.ports import Gazetteer
from cases.replies import Button, Reply, Text
from handlers.engine.buttons import BACK, CANCEL, SKIP
from handlers.engine.dialogue import Dialogue
from handlers.engine.state import DialogueState
from handlers.engine.steps import END, Answer, Heard, Jump, Picked, Result, Sorry, Stay, Step, View, is_skip
from handlers.engine.words import WORDS, matches
from handlers.texts import steps as texts


@dataclass(frozen=True, slots=True)
class World:
    """The facts a step may need: areas, the time, and what the caller knows (home areas, counts)."""

    gazetteer: Gazetteer
    now: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a step: what to say, the state to keep (None: it is over), and the answers at the end."""

    replies: list[Reply]
    state: DialogueState | None
    finished: dict[str, Any] | None = None
    cancelled: bool = False


def start(dialogue: Dialogue, session: str, known: Mapping[str, Any], world: World) -> Turn:
    """Begin a dialogue; steps whose answer is known are not asked. `scratch:NAME` prepares a step half-way."""
    answers = {key: value for key, value in known.items() if value is not None}
    state = DialogueState(dialogue.name, dialogue.steps[0].name, session, answers)
    return _enter(dialogue, state, dialogue.steps[0].name, world)


def ask_again(dialogue: Dialogue, state: DialogueState, world: World, *before: Reply) -> Turn:
    """Put the present question once more, with a word before it."""
    return Turn([*before, _question(dialogue, state, world)], state)


def forget(dialogue: Dialogue, state: DialogueState, names: Sequence[str], world: World) -> Turn:
    """Drop some answers, and every way back to them; the first of them is asked again."""
    for name in [*names, *(f"scratch:{name}" for name in names)]:
        state.answers.pop(name, None)
    state.history = []
    asked = [step.name for step in dialogue.steps if step.name in names]
    return _enter(dialogue, state, asked[0], world) if asked else Turn([], state)


def hear(dialogue: Dialogue, state: DialogueState, heard: Heard, world: World) -> Turn:
    """Take an answer to the present step, and what it tells for other steps."""
    step = dialogue.by_name[state.step]
    if _means(heard, CANCEL, "cancel"):
        return Turn([], None, cancelled=True)
    if _means(heard, BACK, "back"):
        if state.step_back():
            return ask_again(dialogue, state, world)
        return ask_again(dialogue, state, world, Text(texts.FIRST_QUESTION))
    view = _view(dialogue, state, world)
    if step.optional and is_skip(heard):
        return _answered(dialogue, state, step, Answer(step.skipped(view)), world)
    result = step.read(heard, view)
    told = dialogue.overhear(heard, view, not isinstance(result, Sorry))
    if isinstance(result, Sorry):
        return _not_answered(dialogue, state, heard, result.text or ("" if told else step.sorry), told, world)
    return _apply(dialogue, state, step, result, told, world)


def _apply(
    dialogue: Dialogue, state: DialogueState, step: Step, result: Result, told: Mapping[str, Any], world: World
) -> Turn:
    match result:
        case Answer():
            return _answered(dialogue, state, step, result, world, told)
        case Stay(scratch, quiet):
            state.remember()
            state.answers = {**state.answers, **told}
            state.scratch, state.silent = dict(scratch), quiet
            return Turn([], state) if quiet else ask_again(dialogue, state, world)
        case Jump(target):
            state.remember()
            for name in (target, f"scratch:{target}", *dialogue.by_name[target].derived):
                state.answers.pop(name, None)
            return _enter(dialogue, state, target, world)
    raise TypeError(result)


def _not_answered(
    dialogue: Dialogue, state: DialogueState, heard: Heard, sorry: str, told: Mapping[str, Any], world: World
) -> Turn:
    """Keep what was told for other steps, and ask again; once for all photos of one send."""
    if told:
        state.remember()
        state.answers = {**state.answers, **told}
    state.silent = isinstance(heard, SentMedia) and not heard.last_of_set
    if state.silent:
        return Turn([], state)
    return ask_again(dialogue, state, world, Text(sorry or texts.NOTED))


def _answered(
    dialogue: Dialogue,
    state: DialogueState,
    step: Step,
    answer: Answer,
    world: World,
    told: Mapping[str, Any] = MappingProxyType({}),
) -> Turn:
    state.remember()
    state.answers = {**answer.also, **state.answers, **told, step.name: answer.value}
    return _enter(dialogue, state, step.exit_for(answer.value), world)


def _enter(dialogue: Dialogue, state: DialogueState, name: str, world: World) -> Turn:
    """Go to a step and on past those whose answer is known."""
    while name != END and name in state.answers:
        name = dialogue.by_name[name].exit_for(state.answers[name])
    if name == END:
        return Turn([], None, finished=state.answers)
    state.step, state.silent = name, False
    state.scratch = dict(state.answers.pop(f"scratch:{name}", {}))
    return ask_again(dialogue, state, world)


def _question(dialogue: Dialogue, state: DialogueState, world: World) -> Reply:
    view = _view(dialogue, state, world)
    step = dialogue.by_name[state.step]
    reply = step.question(view)
    ways: list[Button] = [view.tap(texts.SKIP, SKIP)] if step.optional and not state.scratch.get("media") else []
    ways += [view.tap(texts.BACK, BACK)] if state.history else []
    return replace(reply, choices=(*reply.choices, *ways, view.tap(texts.CANCEL, CANCEL)))


def _view(dialogue: Dialogue, state: DialogueState, world: World) -> View:
    return View(
        dialogue=dialogue.name,
        step=state.step,
        session=state.session,
        answers=state.answers,
        scratch=state.scratch,
        gazetteer=world.gazetteer,
        now=world.now,
        facts=world.facts,
    )


def _means(heard: Heard, value: str, words: str) -> bool:
    if isinstance(heard, Picked):
        return heard.value == value
    return isinstance(heard, Said) and matches(heard.text, WORDS[words])
