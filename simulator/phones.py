"""What people do on their phones: befriend and block the bot, write, send things, take them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator import events, identifiers
from simulator.contents import Content
from simulator.journal import Entry
from simulator.people import Group, User
from simulator.platform import Platform
from simulator.wire import Json


class Impossible(ValueError):
    """Something that LINE's app does not let people do."""


@dataclass(frozen=True, slots=True)
class File:
    """Something to send: its bytes, what they are, and for files a name."""

    data: bytes
    mime: str
    name: str = ""
    preview: bytes | None = None


class Phones:
    """The users' side of the platform: each deed changes the chats and tells the bot by webhook.

    Ids that nobody has raise KeyError, deeds that the app does not offer raise Impossible.
    """

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def follow(self, user_id: str) -> Json:
        """Add the bot as a friend, or unblock it. Returns the event that the bot is sent."""
        with self._platform.lock:
            user = self._platform.people.users[user_id]
            if user.follows:
                raise Impossible("is a friend already")
            unblocked, user.follows, user.blocked = user.blocked, True, False
            return self.tell("follow", user, follow={"isUnblocked": unblocked})

    def unfollow(self, user_id: str) -> Json:
        """Block the bot. Returns the event that the bot is sent."""
        with self._platform.lock:
            user = self._platform.people.users[user_id]
            if user.blocked:
                raise Impossible("has blocked the bot already")
            user.follows, user.blocked = False, True
            return self.tell("unfollow", user)

    def text(self, user_id: str, text: str, group_id: str | None = None, quoted: str | None = None) -> Entry:
        """Write something, perhaps in a group, perhaps quoting a message. Returns the new bubble."""
        return self.send(user_id, events.text_message(text, quoted), group_id)

    def media(
        self, user_id: str, kind: str, files: Sequence[File], group_id: str | None = None, **more: Any
    ) -> list[Entry]:
        """Send photos, videos, sounds or files; several photos at once are one set, as on LINE."""
        with self._platform.lock:
            set_id = identifiers.message_id()
            entries = []
            for index, file in enumerate(files, start=1):
                if kind == "image" and len(files) > 1:
                    more["imageSet"] = {"id": set_id, "index": index, "total": len(files)}
                if kind == "file":
                    message = events.file_message(file.name, len(file.data))
                else:
                    message = events.media_message(kind, **more)
                content = Content(kind, file.data, file.mime, file.preview)
                self._platform.contents.keep(message["id"], content)
                entries.append(self.send(user_id, message, group_id))
            return entries

    def send(self, user_id: str, message: Json, group_id: str | None = None) -> Entry:
        """Put a message into the chat with the bot, or into a group, and tell the bot."""
        with self._platform.lock:
            user, group = self._place(user_id, group_id)
            if group is None:
                user.wrote_at = self._platform.clock.now()
            event = self.tell("message", user, group, message=message)
            return self.show(user, group, message, event)

    def show(self, user: User, group: Group | None, message: Json, event: Json) -> Entry:
        """Put a bubble into a chat, without telling the bot."""
        has_bytes = message.get("contentProvider") or message["type"] == "file"
        entry = Entry(
            chat=group.id if group else user.id,
            sender="user",
            user=user.id,
            message_id=message["id"],
            message=message,
            via="event",
            at=self._platform.clock.now(),
            event=event,
            quote_token=message.get("quoteToken"),
            content_url=f"/simulator/api/content/{message['id']}" if has_bytes else None,
        )
        return self._platform.journal.add(entry)

    def unsend(self, user_id: str, message_id: str) -> Entry:
        """Take a message back: LINE forgets its bytes and asks the bot to forget it too."""
        with self._platform.lock:
            user, entry = self._own(user_id, message_id)
            entry.unsent = True
            self._platform.contents.forget(message_id)
            self._platform.journal.stamp(entry)
            self.tell("unsend", user, self._group_of(entry), unsend={"messageId": message_id})
            return entry

    def edit(self, user_id: str, message_id: str, text: str) -> Entry:
        """Change the words of a message. LINE offers it in groups so far; here it works in every chat."""
        with self._platform.lock:
            user, entry = self._own(user_id, message_id)
            if entry.message["type"] != "text":
                raise Impossible("only words can be edited")
            entry.message = {**entry.message, "text": text}
            entry.edited = True
            self._platform.journal.stamp(entry)
            self.tell("messageEdited", user, self._group_of(entry), message=entry.message)
            return entry

    def tell(self, kind: str, user: User | None, group: Group | None = None, **parts: Any) -> Json:
        """Make an event and send it to the bot, unless it comes from a group without the bot."""
        here = self._platform
        with here.lock:
            event = events.event(kind, here.clock, events.source(user, group), mode=here.mode, **parts)
            if group is None or group.has_bot:
                here.webhooks.send([event])
            here.journal.note()
            return event

    def _place(self, user_id: str, group_id: str | None) -> tuple[User, Group | None]:
        user = self._platform.people.users[user_id]
        if group_id is None:
            if user.blocked:
                raise Impossible("has blocked the bot")
            return user, None
        group = self._platform.people.groups[group_id]
        if user_id not in group.members:
            raise Impossible("is not in that group")
        return user, group

    def _own(self, user_id: str, message_id: str) -> tuple[User, Entry]:
        entry = self._platform.journal.find(message_id)
        if entry is None or entry.user != user_id:
            raise KeyError(message_id)
        if entry.unsent:
            raise Impossible("was unsent")
        return self._platform.people.users[user_id], entry

    def _group_of(self, entry: Entry) -> Group | None:
        return self._platform.people.groups.get(entry.chat)
