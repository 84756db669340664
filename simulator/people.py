"""The people with LINE on their phones, and the groups they chat in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from simulator import identifiers

# Somebody who is no friend of the bot but wrote to it can be pushed to for this long.
STRANGER_WINDOW = timedelta(days=7)


@dataclass(slots=True)
class User:
    """Somebody with a phone. `follows`: is a friend of the bot; `blocked`: was one, and blocked it."""

    id: str
    name: str
    follows: bool = False
    blocked: bool = False
    rich_menu_id: str | None = None
    wrote_at: datetime | None = None
    loading_until: datetime | None = None

    def receives(self, now: datetime) -> bool:
        """Whether a message that the bot pushes now would appear on this phone."""
        wrote_lately = self.wrote_at is not None and now - self.wrote_at <= STRANGER_WINDOW
        return not self.blocked and (self.follows or wrote_lately)


@dataclass(slots=True)
class Group:
    """A chat of several people; `has_bot` says whether the bot is in it. A room is a group without a name."""

    id: str
    name: str
    kind: Literal["group", "room"]
    members: list[str] = field(default_factory=list)
    has_bot: bool = True


class People:
    """Everybody that the simulator knows, by id."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.groups: dict[str, Group] = {}

    def add_user(self, name: str, id: str | None = None) -> User:
        """Somebody new, not yet a friend of the bot; ValueError for an id that is malformed or taken."""
        id = id or identifiers.user_id()
        if not identifiers.USER_ID.fullmatch(id) or id in self.users:
            raise ValueError(f"{id} is no user id, or somebody has it")
        self.users[id] = User(id, name)
        return self.users[id]

    def add_group(self, name: str, members: list[str], kind: Literal["group", "room"] = "group") -> Group:
        """A new chat with these users and the bot in it; KeyError if one is unknown."""
        id = identifiers.group_id() if kind == "group" else identifiers.room_id()
        self.groups[id] = Group(id, name, kind, [self.users[member].id for member in members])
        return self.groups[id]

    def friends(self) -> list[User]:
        """Those to whom a broadcast goes."""
        return [user for user in self.users.values() if user.follows and not user.blocked]
