"""What people take back or correct after they sent it."""

from typing import Any

from cases.incoming import Said
from cases.needs import Urgency
from cases.replies import Text
from handlers import flow
from handlers.dialogues.intake_facts import known_from
from handlers.talk import Talk
from handlers.texts import common

_KEPT_STORIES = ("waiting", "kept")  # keys of the conversation under which a story waits to become a report


def unsent(talk: Talk, message_id: str) -> None:
    """What was taken back is forgotten: the stored copy, media, answers, and a story that is not a case yet."""
    talk.uow.inbox.forget_message(message_id, talk.incoming.chat)
    media_id = talk.uow.media.forget_message(message_id)
    if media_id is not None:
        _drop_media(talk, media_id)
    for key in _KEPT_STORIES:
        if (talk.state.get(key) or {}).get("story_message") == message_id:
            talk.state.pop(key)
    talk.state.pop("last_words", None)
    flow.forget_message(talk, message_id)


def edited(talk: Talk, message_id: str, said: Said) -> bool:
    """Corrected words replace the story that they belong to; False where they belong to none."""
    if said.understanding.urgency is Urgency.EMERGENCY:
        return False
    known = known_from(said.understanding, message_id)
    for key in _KEPT_STORIES:
        if (talk.state.get(key) or {}).get("story_message") == message_id:
            talk.state[key] = known
            talk.say(Text(common.EDITED))
            return True
    state = talk.dialogue
    if state is None or "story" not in state.sources.get(message_id, ()):
        return False
    told = state.sources[message_id]
    kept = {name: value for name, value in state.told().items() if name.removeprefix("scratch:") not in told}
    talk.dialogue = None
    talk.say(Text(common.EDITED))
    flow.begin(talk, state.dialogue, kept | known)
    return True


def _drop_media(talk: Talk, media_id: int) -> None:
    """A photo that was taken back is no longer counted among those of a report."""
    drafts: list[Any] = [talk.state.get("dialogue"), *(talk.state.get("paused") or []), talk.state.get("at_hand")]
    for draft in filter(None, drafts):
        answers, scratch = draft.get("answers", draft), draft.get("scratch", {})
        for photos in (answers.get("photos"), answers.get("scratch:photos", {}).get("media"), scratch.get("media")):
            if photos and media_id in photos:
                photos.remove(media_id)
