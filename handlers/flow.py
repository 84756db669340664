"""Runs dialogues within a turn: begins, hears, pauses one for another, takes it up again."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from cases.incoming import Said, SentLocation, SentMedia, SentSticker, Tapped
from cases.policy import DRAFT_SLEEPS, THAI_TIME
from cases.replies import Text
from handlers import meetings
from handlers.dialogues.registry import DIALOGUES
from handlers.engine import engine
from handlers.engine.buttons import StepTap
from handlers.engine.dialogue import Dialogue
from handlers.engine.state import DialogueState
from handlers.engine.steps import Heard, Picked
from handlers.talk import Talk
from handlers.texts import common


def begin(talk: Talk, name: str, known: Mapping[str, Any] | None = None, *, keep_present: bool = True) -> None:
    """Start a dialogue. One that was under way waits until this one is over, unless it is of the same kind."""
    present = talk.dialogue_state()
    if present and keep_present and present.dialogue != name and present.answers:
        talk.set_dialogue(present, "paused")
    talk.set_dialogue(None)
    session = talk.services.new_session()
    _settle(talk, DIALOGUES[name], engine.start(DIALOGUES[name], session, known or {}, world(talk)))


def hear(talk: Talk, tap: StepTap | None = None) -> bool:
    """Let the running dialogue hear what was said; False where none runs."""
    found = _running(talk)
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
    _settle(talk, dialogue, engine.hear(dialogue, state, heard, world(talk)))
    return True


def ask_again(talk: Talk) -> bool:
    """Put the present question once more; False where no dialogue runs."""
    found = _running(talk)
    if found:
        _settle(talk, found[0], engine.ask_again(*found, world(talk)))
    return found is not None


def stop(talk: Talk) -> None:
    """Leave the running dialogue, and the paused one."""
    talk.set_dialogue(None)
    talk.set_dialogue(None, "paused")


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
        "understand": talk.services.nlp.understand,
    }
    return engine.World(talk.services.gazetteer, talk.now.astimezone(THAI_TIME), facts)


def _count_invited(talk: Talk, area: str, audience: str) -> int:
    everyone = audience == "everyone"
    return len(meetings.invited_to(talk.uow, area, everyone=everyone, called_by=talk.person.id))


def _running(talk: Talk) -> tuple[Dialogue, DialogueState] | None:
    """The running dialogue; one that this version does not know (an old deployment's) is given up."""
    state = talk.dialogue_state()
    dialogue = DIALOGUES.get(state.dialogue) if state else None
    if state is None or dialogue is None or state.step not in dialogue.by_name:
        talk.set_dialogue(None)
        return None
    return dialogue, state


def _heard(talk: Talk, tap: StepTap | None) -> Heard | None:
    what = talk.incoming.what
    if tap is not None:
        return Picked(tap.value, what.picked if isinstance(what, Tapped) else None)
    return what if isinstance(what, Said | SentLocation | SentMedia | SentSticker) else None


def _slept(talk: Talk) -> bool:
    before = talk.state.get("heard_at")
    return before is not None and talk.now - datetime.fromisoformat(before) > DRAFT_SLEEPS


def _settle(talk: Talk, dialogue: Dialogue, turn: engine.Turn) -> None:
    talk.say(*turn.replies)
    talk.set_dialogue(turn.state)
    if turn.cancelled:
        talk.say(Text(common.CANCELLED, choices=common.MENU_CHOICES))
        _take_up_paused(talk)
    elif turn.finished is not None:
        then = dialogue.on_finish(talk, turn.finished)
        if then:
            begin(talk, then.dialogue, then.known)
        _take_up_paused(talk)


def _take_up_paused(talk: Talk) -> None:
    if talk.state.get("paused") and not talk.state.get("dialogue"):
        talk.state["dialogue"], talk.state["paused"] = talk.state["paused"], None
        if _running(talk):
            talk.say(Text(common.CONTINUE))
            ask_again(talk)
