"""What the bot sends: accepted once, counted, and put into the chats of those who receive it."""

from dataclasses import dataclass

from simulator import identifiers
from simulator.chat_checks import check_for_chat
from simulator.journal import Entry, Via
from simulator.people import Group, User
from simulator.platform import Platform
from simulator.refusals import Refused, invalid_property
from simulator.wire import Json

QUOTABLE = ("text", "textV2", "sticker", "image", "video", "template", "flex")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks to send: the id of the HTTP request, its retry key if it has one, and whether phones stay silent."""

    request_id: str
    retry_key: str | None = None
    silent: bool = False


class Outbox:
    """The sending side of the Messaging API, once a body is known to be well-formed."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def reply(self, token: str, messages: list[Json]) -> list[Json]:
        """Answer an event, free of charge. Returns LINE's `sentMessages`; Refused if the token is no good."""
        platform = self._platform
        with platform.lock:
            chat = platform.reply_tokens.chat(token)
            check_for_chat(platform, chat, messages)
            platform.reply_tokens.use(token)
            return self._put(chat, messages, "reply", self._reaches(chat))

    def push(self, to: str, messages: list[Json], sender: Sender) -> list[Json]:
        """Send to one user or group. Returns `sentMessages`; Refused if the bot may not write there."""
        with self._platform.lock:
            self._platform.retry_keys.refuse_repeated(sender.retry_key)
            recipients = self._recipients(to)
            check_for_chat(self._platform, to, messages)
            self._platform.quota.spend(recipients)
            sent = self._put(to, messages, "push", bool(recipients), sender.silent)
            self._platform.retry_keys.remember(sender.retry_key, sender.request_id, sent)
            return sent

    def multicast(self, to: list[str], messages: list[Json], sender: Sender) -> None:
        """Send to up to 500 users; those who blocked the bot are passed over in silence."""
        with self._platform.lock:
            self._platform.retry_keys.refuse_repeated(sender.retry_key)
            for index, user_id in enumerate(to):
                if user_id not in self._platform.people.users:
                    raise invalid_property(f"to[{index}]")
            now = self._platform.clock.now()
            users = [self._platform.people.users[user_id] for user_id in dict.fromkeys(to)]
            self._send_to_all([user for user in users if user.receives(now)], messages, "multicast", sender)

    def broadcast(self, messages: list[Json], sender: Sender) -> None:
        """Send to all friends of the bot."""
        with self._platform.lock:
            self._platform.retry_keys.refuse_repeated(sender.retry_key)
            self._send_to_all(self._platform.people.friends(), messages, "broadcast", sender)

    def _send_to_all(self, users: list[User], messages: list[Json], via: Via, sender: Sender) -> None:
        check_for_chat(self._platform, None, messages)
        self._platform.quota.spend(len(users))
        for user in users:
            self._put(user.id, messages, via, reaches=True, silent=sender.silent)
        self._platform.retry_keys.remember(sender.retry_key, sender.request_id, None)

    def _recipients(self, to: str) -> int:
        """How many people a push reaches: each member of a group, nobody who blocked the bot."""
        people = self._platform.people
        if to in people.users:
            return int(people.users[to].receives(self._platform.clock.now()))
        group = people.groups.get(to)
        if group is not None and group.has_bot:
            return len(group.members)
        patterns = (identifiers.USER_ID, identifiers.GROUP_ID, identifiers.ROOM_ID)
        if any(pattern.fullmatch(to) for pattern in patterns):
            raise Refused(400, "Failed to send messages")
        raise invalid_property("to")

    def _reaches(self, chat: str) -> bool:
        """Whether a reply appears in the chat: not where the person blocked the bot or it left the group."""
        there: User | Group | None = self._platform.people.users.get(chat)
        if isinstance(there, User):
            return not there.blocked
        group = self._platform.people.groups.get(chat)
        return group is not None and group.has_bot

    def _put(self, chat: str, messages: list[Json], via: Via, reaches: bool, silent: bool = False) -> list[Json]:
        """Write the bubbles into a chat. Returns an id for each, also for those that nobody gets to see."""
        sent = []
        now = self._platform.clock.now()
        for message in messages:
            id = identifiers.message_id()
            quote = {"quoteToken": identifiers.token()} if message["type"] in QUOTABLE else {}
            sent.append({"id": id, **quote})
            if reaches:
                self._platform.journal.add(
                    Entry(
                        chat=chat,
                        sender="bot",
                        message_id=id,
                        message=message,
                        via=via,
                        at=now,
                        silent=silent,
                        quote_token=quote.get("quoteToken"),
                    )
                )
        if reaches:
            self._platform.sent[via, f"{now:%Y%m%d}"] += len(messages)
            self._stop_loading(chat)
        return sent

    def _stop_loading(self, chat: str) -> None:
        user = self._platform.people.users.get(chat)
        if user is not None and user.loading_until is not None:
            user.loading_until = None
            self._platform.journal.note()
