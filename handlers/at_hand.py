"""Photos and places that people send before they say what it is about: kept for the report that follows."""

from datetime import datetime, timedelta
from typing import Any

from cases.incoming import SentLocation, SentMedia
from handlers.dialogues.intake_facts import from_location, from_media
from handlers.talk import Talk

_KEPT = timedelta(days=1)


def keep(talk: Talk, thing: SentLocation | SentMedia) -> None:
    """Lay something aside."""
    before = _fresh(talk)
    told = from_location(thing, before) if isinstance(thing, SentLocation) else from_media(thing, before)
    talk.state["at_hand"] = {**before, **told, "since": talk.now.isoformat()}


def take(talk: Talk) -> dict[str, Any]:
    """All that lies there, by step; what is older than a day belongs to something else."""
    things = _fresh(talk)
    talk.state.pop("at_hand", None)
    things.pop("since", None)
    return things


def _fresh(talk: Talk) -> dict[str, Any]:
    things = dict(talk.state.get("at_hand") or {})
    return things if things and talk.now - datetime.fromisoformat(things["since"]) < _KEPT else {}
