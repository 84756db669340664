"""What LINE can say of a message only once it knows the chat: quotes, mentions, tracking."""

from collections.abc import Iterator

from simulator.platform import Platform
from simulator.refusals import Refused
from simulator.wire import Json


def check_for_chat(platform: Platform, chat: str | None, messages: list[Json]) -> None:
    """Refused with 400 if a message does not suit its chat; None: it goes to many chats at once."""
    details = [
        {"message": words, "property": f"messages[{index}].{name}"}
        for index, message in enumerate(messages)
        for name, words in _mistakes(platform, chat, message)
    ]
    if details:
        raise Refused(400, f"The request body has {len(details)} error(s)", details)


def _mistakes(platform: Platform, chat: str | None, message: Json) -> Iterator[tuple[str, str]]:
    """Which property is wrong, and why. The words are ours: LINE does not publish its own for these."""
    group = platform.people.groups.get(chat or "")
    if message.get("quoteToken"):
        quotable = {entry.quote_token for entry in platform.journal.chat(chat or "")}
        if message["quoteToken"] not in quotable:
            yield "quoteToken", "invalid quoteToken"
    if message.get("trackingId") and group is not None:
        yield "trackingId", "can't be used in group chats"
    for key, thing in (message.get("substitution") or {}).items():
        if thing["type"] != "mention":
            continue
        if group is None:
            yield f"substitution.{key}", "mentions can be sent only to group chats"
        elif thing["mentionee"]["type"] == "user" and thing["mentionee"]["userId"] not in group.members:
            yield f"substitution.{key}", "is not a member of the group chat"
