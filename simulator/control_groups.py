"""The simulator's control API about groups: who is in them, and whether the bot is.

All paths begin with `/simulator/api`.

POST /groups              {name, members: [ids], kind?: group|room}   the group, and a join event
POST /groups/ID/leave     {}   somebody removes the bot: {event}
POST /groups/ID/members   {joined?: [ids], left?: [ids]}   the group, and events of who came and went
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from simulator.control import body, group_json
from simulator.groups import Groups
from simulator.limits.rules import Choice, ListOf, Shape, Text
from simulator.line_api import platform
from simulator.phones import Phones

groups_control = Blueprint("simulator_groups", __name__)

_IDS = ListOf(item=Text(high=100), low=0, high=500)
GROUP = Shape(
    properties={
        "name": Text(high=100, required=True),
        "members": ListOf(item=Text(high=100), low=0, high=500, required=True),
        "kind": Choice(words=("group", "room")),
    }
)
MEMBERS = Shape(properties={"joined": _IDS, "left": _IDS})


def _groups() -> Groups:
    return Groups(platform(), Phones(platform()))


@groups_control.post("/groups")
def add_group() -> ResponseReturnValue:
    """A new group with the bot in it."""
    sent = body(GROUP)
    return group_json(_groups().create(sent["name"], sent["members"], sent.get("kind", "group")))


@groups_control.post("/groups/<id>/leave")
def remove_bot(id: str) -> ResponseReturnValue:
    """Somebody removes the bot."""
    return {"event": _groups().remove_bot(id)}


@groups_control.post("/groups/<id>/members")
def change_members(id: str) -> ResponseReturnValue:
    """People come and go."""
    sent = body(MEMBERS)
    return group_json(_groups().change_members(id, sent.get("joined", []), sent.get("left", [])))
