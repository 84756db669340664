"""Runs dialogues within a turn: begins, hears, pauses one for another, takes it up again."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from cases.incoming import Said, SentLocation, SentMedia, SentSticker, Tapped
from cases.policy import DRAFT_SLEEPS, THAI_TIME
from cases.replies import Reply, Text
from handlers import meetings
from handlers.dialogues.registry import DIALOGUES
from handlers.engine import engine
from handlers.engine.buttons import StepTap
from handlers.engine.dialogue import Dialogue
from handlers.engine.state import DialogueState
from handlers.engine.steps import Heard, Picked
from handlers.talk import Talk
from handlers.texts import common


def begin(talk: Talk, name: str, known: Mapping[str, Any] | None = None) -> None:
    """Start a dialogue. One of another kind that was under way waits until this one is over."""
    present = talk.dialogue
    if present and present.dialogue != name:
        talk.pause()
    talk.dialogue = None
    session = talk.services.new_session()
    turn = engine.start(DIALOGUES[name], session, known or {}, world(talk))
    if turn.state and known:
        _note_source(turn.state, {}, known.get("story_message", ""))
    _settle(talk, DIALOGUES[name], turn)


def hear(talk: Talk, tap: StepTap | None = None) -> bool:
    """Let the running dialogue hear what was said; False where none runs. A tap wakes the dialogue that it is of."""
    if tap is not None and not talk.dialogue:
        _wake(talk, tap.session)
    found = running(talk)
    if found is None:
        return False
    dialogue, state = found
    if tap is not None and (tap.session != state.session or tap.step != state.step):
        _settle(talk, dialogue, engine.ask_again(dialogue, state, world(talk), Text(common.STALE)))
        return True
    heard = _heard(talk, tap)
    if heard is None:
        return False
    if _slept(talk):
        talk.say(Text(common.WELCOME_BACK))
    before = dict(state.answers)
    turn = engine.hear(dialogue, state, heard, world(talk))
    if turn.state:
        _note_source(turn.state, before, talk.incoming.message_id)
    _settle(talk, dialogue, turn)
    return True


def resume(talk: Talk, name: str, *before: Reply) -> bool:
    """Go on with a dialogue of this kind, running or paused, with a word before it; False where there is none."""
    present = talk.dialogue
    if present is None or present.dialogue != name:
        waiting = [state for state in talk.paused if state.dialogue == name]
        if not waiting:
            return False
        talk.pause()
        talk.paused = [state for state in talk.paused if state.dialogue != name]
        talk.dialogue = waiting[-1]
    return ask_again(talk, *before)


def take_up(talk: Talk) -> None:
    """Let the dialogue that was paused last run again, where none runs."""
    if not talk.dialogue and talk.paused:
        *rest, talk.dialogue = talk.paused
        talk.paused = rest


def ask_again(talk: Talk, *before: Reply) -> bool:
    """Put the present question once more; False where no dialogue runs."""
    found = running(talk)
    if found:
        _settle(talk, found[0], engine.ask_again(*found, world(talk), *before))
    return found is not None


def forget_message(talk: Talk, message_id: str) -> None:
    """Drop from the running and the paused dialogues what a message that was taken back had told."""
    known = [(DIALOGUES[state.dialogue], state) for state in talk.paused if state.dialogue in DIALOGUES]
    talk.paused = [left for each in known if (left := _without(talk, *each, message_id).state)]
    found = running(talk)
    if found and message_id in found[1].sources:
        _settle(talk, found[0], _without(talk, *found, message_id))


def stop(talk: Talk, name: str = "") -> None:
    """Leave the running dialogue and those that wait, or those of one kind."""
    talk.paused = [state for state in talk.paused if name and state.dialogue != name]
    present = talk.dialogue
    if present and name in ("", present.dialogue):
        talk.dialogue = None


def running(talk: Talk) -> tuple[Dialogue, DialogueState] | None:
    """The running dialogue; one that this version does not know (an old deployment's) is given up."""
    state = talk.dialogue
    dialogue = DIALOGUES.get(state.dialogue) if state else None
    if state is None or dialogue is None or state.step not in dialogue.by_name:
        talk.dialogue = None
        return None
    return dialogue, state


def world(talk: Talk) -> engine.World:
    """The facts that steps may look at."""
    organisation = talk.services.organisation
    facts = {
        "home": organisation.home,
        "organisation": organisation.name,
        "privacy_url": organisation.privacy_url,
        "coordinated": talk.person.coordinated_areas,
        "invited": tuple(filter(None, [(talk.state.get("invitation") or {}).get("area")])),
        "moment": datetime.fromisoformat,
        "count_people": partial(_count_invited, talk),
    }
    return engine.World(talk.services.gazetteer, talk.now.astimezone(THAI_TIME), facts)


def _count_invited(talk: Talk, area: str, audience: str) -> int:
    everyone = audience == "everyone"
    return len(meetings.invited_to(talk.uow, area, everyone=everyone, called_by=talk.person.id))


def _wake(talk: Talk, session: str) -> None:
    woken = [state for state in talk.paused if state.session == session]
    if woken:
        talk.paused = [state for state in talk.paused if state.session != session]
        talk.dialogue = woken[0]


def _heard(talk: Talk, tap: StepTap | None) -> Heard | None:
    what = talk.incoming.what
    if tap is not None:
        return Picked(tap.value, what.picked if isinstance(what, Tapped) else None)
    return what if isinstance(what, Said | SentLocation | SentMedia | SentSticker) else None


def _note_source(state: DialogueState, before: Mapping[str, Any], message_id: str) -> None:
    """Remember which answers a message gave, in case it is taken back."""
    told = [name.removeprefix("scratch:") for name, value in state.answers.items() if before.get(name) != value]
    if message_id and told:
        state.sources[message_id] = told


def _without(talk: Talk, dialogue: Dialogue, state: DialogueState, message_id: str) -> engine.Turn:
    """A dialogue without what a message told; it is over where that was the answer to its first question."""
    names = state.sources.pop(message_id, [])
    if dialogue.steps[0].name in names:
        return engine.Turn([], None)
    return engine.forget(dialogue, state, names, world(talk))


def _slept(talk: Talk) -> bool:
    before = talk.state.get("heard_at")
    return before is not None and talk.now - datetime.fromisoformat(before) > DRAFT_SLEEPS


def _settle(talk: Talk, dialogue: Dialogue, turn: engine.Turn) -> None:
    talk.say(*turn.replies)
    talk.asked = talk.asked or bool(turn.state and turn.replies)
    talk.dialogue = turn.state
    if turn.cancelled:
        talk.say(Text(common.CANCELLED, choices=common.MENU_CHOICES))
        dialogue.on_cancel(talk)
        _take_up_paused(talk)
    elif turn.finished is not None:
        then = dialogue.on_finish(talk, turn.finished)
        if then:
            begin(talk, then.dialogue, then.known)
        _take_up_paused(talk)


def _take_up_paused(talk: Talk) -> None:
    if not talk.dialogue:
        take_up(talk)
        ask_again(talk, Text(common.CONTINUE))
