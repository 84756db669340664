"""What LINE's app does when somebody taps a button, an image, a quick reply or a rich menu."""

from collections.abc import Iterator
from typing import Any

from simulator import events
from simulator.journal import Entry
from simulator.limits.actions import picked_moment
from simulator.people import Group, User
from simulator.phones import Impossible, Phones
from simulator.platform import Platform
from simulator.wire import Json


def actions_in(part: Any) -> Iterator[Json]:
    """Every action that stands in a message, a template, a Flex container or a rich menu."""
    if isinstance(part, list):
        for item in part:
            yield from actions_in(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("action", "defaultAction"):
                yield value
            elif name == "actions":
                yield from value
            else:
                yield from actions_in(value)


class Taps:
    """Taps on what the bot sent."""

    def __init__(self, platform: Platform, phones: Phones) -> None:
        self._platform = platform
        self._phones = phones

    def tap(
        self,
        user_id: str,
        action: Json,
        *,
        message_id: str | None = None,
        rich_menu_id: str | None = None,
        params: dict[str, str] | None = None,
    ) -> Json | None:
        """Do what the app does for this action; returns the event that the bot is sent, if any.

        With `message_id` or `rich_menu_id` the action must stand there, visible to this user now; a quick
        reply is visible only under the newest bubble. `params` is what a date and time picker was set to.
        Raises Impossible for what cannot be tapped, KeyError for an unknown user or message.
        """
        with self._platform.lock:
            user = self._platform.people.users[user_id]
            group = None
            if message_id is not None:
                entry = self._visible(user, message_id)
                group = self._platform.people.groups.get(entry.chat)
                if action not in self._tappable(entry):
                    raise Impossible("this action does not stand in that message, or not any more")
            if rich_menu_id is not None:
                self._check_menu(user, rich_menu_id, action)
            return self._do(user, group, action, params or {})

    def _visible(self, user: User, message_id: str) -> Entry:
        entry = self._platform.journal.find(message_id)
        if entry is None:
            raise KeyError(message_id)
        group = self._platform.people.groups.get(entry.chat)
        if entry.chat != user.id and (group is None or user.id not in group.members):
            raise KeyError(message_id)
        return entry

    def _tappable(self, entry: Entry) -> list[Json]:
        lasting = {name: value for name, value in entry.message.items() if name != "quickReply"}
        found = [*actions_in(lasting)]
        if self._platform.journal.chat(entry.chat)[-1] is entry:
            found += actions_in(entry.message.get("quickReply"))
        return found

    def _check_menu(self, user: User, rich_menu_id: str, action: Json) -> None:
        menus = self._platform.rich_menus
        if menus.shown_to(user) != rich_menu_id:
            raise Impossible("this user does not see that rich menu")
        if action not in actions_in(menus.menus[rich_menu_id].description):
            raise Impossible("this action does not stand in that rich menu")

    def _do(self, user: User, group: Group | None, action: Json, params: dict[str, str]) -> Json | None:
        match action["type"]:
            case "message":
                return self._say(user, group, action["text"]).event
            case "postback":
                return self._postback(user, group, action, None)
            case "datetimepicker":
                return self._postback(user, group, action, _picked(action, params))
            case "richmenuswitch":
                return self._postback(user, group, action, self._switch(user, action["richMenuAliasId"]))
            case _:
                # A link, the camera, the clipboard: nothing that the bot hears of.
                return None

    def _postback(self, user: User, group: Group | None, action: Json, params: dict[str, str] | None) -> Json | None:
        if user.blocked and group is None:
            raise Impossible("has blocked the bot")
        if action.get("text"):
            self._say(user, group, action["text"])
        postback = {"data": action["data"], **({"params": params} if params else {})}
        event = self._phones.tell("postback", user, group, postback=postback)
        if action.get("displayText"):
            self._phones.show(user, group, events.text_message(action["displayText"]), event)
        return event

    def _say(self, user: User, group: Group | None, words: str) -> Entry:
        return self._phones.text(user.id, words, group.id if group else None)

    def _switch(self, user: User, alias: str) -> dict[str, str]:
        menus = self._platform.rich_menus
        if alias not in menus.aliases:
            return {"newRichMenuAliasId": alias, "status": "RICHMENU_ALIAS_ID_NOTFOUND"}
        user.rich_menu_id = menus.aliases[alias]
        return {"newRichMenuAliasId": alias, "status": "SUCCESS"}


def _picked(action: Json, params: dict[str, str]) -> dict[str, str]:
    """The moment that was picked, checked as the picker's wheels would: of its mode, between min and max."""
    mode = action["mode"]
    try:
        moment: Any = picked_moment(mode, params[mode])
    except (KeyError, ValueError) as mistake:
        raise Impossible(f"this picker gives a {mode}: {params}") from mistake
    too_early = action.get("min") and moment < picked_moment(mode, action["min"])
    too_late = action.get("max") and moment > picked_moment(mode, action["max"])
    if too_early or too_late:
        raise Impossible("the picker does not go that far")
    return {mode: params[mode]}
