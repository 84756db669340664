"""What happens to groups: the bot is invited, people come and go, the bot is shown the door."""

from typing import Literal

from simulator.people import Group
from simulator.phones import Impossible, Phones
from simulator.platform import Platform
from simulator.wire import Json


class Groups:
    """Chats of several people and the bot. Unknown ids raise KeyError, impossible deeds Impossible."""

    def __init__(self, platform: Platform, phones: Phones) -> None:
        self._platform = platform
        self._phones = phones

    def create(self, name: str, members: list[str], kind: Literal["group", "room"] = "group") -> Group:
        """A new group, with the bot invited to it."""
        with self._platform.lock:
            group = self._platform.people.add_group(name, members, kind)
            self._phones.tell("join", None, group)
            return group

    def remove_bot(self, group_id: str) -> Json:
        """Somebody removes the bot from the group. Returns the event."""
        with self._platform.lock:
            group = self._platform.people.groups[group_id]
            if not group.has_bot:
                raise Impossible("the bot is not in that group")
            event = self._phones.tell("leave", None, group)
            group.has_bot = False
            return event

    def change_members(self, group_id: str, joined: list[str], left: list[str]) -> Group:
        """These users join the group, then those leave it."""
        with self._platform.lock:
            group = self._platform.people.groups[group_id]
            for user_id in (*joined, *left):
                self._platform.people.users[user_id]
            newcomers = [user_id for user_id in joined if user_id not in group.members]
            group.members += newcomers
            if newcomers:
                self._phones.tell("memberJoined", None, group, joined={"members": _sources(newcomers)})
            leavers = [user_id for user_id in left if user_id in group.members]
            group.members = [user_id for user_id in group.members if user_id not in leavers]
            if leavers:
                self._phones.tell("memberLeft", None, group, left={"members": _sources(leavers)})
            return group


def _sources(user_ids: list[str]) -> list[Json]:
    return [{"type": "user", "userId": user_id} for user_id in user_ids]
