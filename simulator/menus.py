"""Rich menus: the tappable pictures below a chat, their aliases, and who sees which."""

from dataclasses import dataclass

from simulator import identifiers
from simulator.people import User
from simulator.refusals import Refused, not_found
from simulator.wire import Json

MENUS_PER_BOT = 1000
NO_IMAGE = "must upload richmenu image before applying it to user"


@dataclass(slots=True)
class RichMenu:
    """A menu as the bot described it, and the picture it uploaded for it."""

    id: str
    description: Json
    image: bytes | None = None
    mime: str = ""

    def as_json(self) -> Json:
        """The menu as LINE's API returns it."""
        return {"richMenuId": self.id, **self.description}


class RichMenus:
    """The menus of one bot, by id, and their aliases."""

    def __init__(self) -> None:
        self.menus: dict[str, RichMenu] = {}
        self.aliases: dict[str, str] = {}
        self.default_id: str | None = None

    def create(self, description: Json) -> RichMenu:
        """A new menu without a picture; Refused beyond a thousand."""
        if len(self.menus) >= MENUS_PER_BOT:
            raise Refused(400, "the number of richmenus exceeds the limit")
        menu = RichMenu(identifiers.rich_menu_id(), description)
        self.menus[menu.id] = menu
        return menu

    def get(self, id: str) -> RichMenu:
        """The menu with this id; Refused with 404 if there is none."""
        if id not in self.menus:
            raise not_found()
        return self.menus[id]

    def ready(self, id: str) -> RichMenu:
        """The menu with this id; Refused if there is none or it has no picture yet."""
        menu = self.get(id)
        if menu.image is None:
            raise Refused(400, NO_IMAGE, [])
        return menu

    def set_image(self, id: str, image: bytes, mime: str) -> None:
        """Give a menu its picture, once and for all."""
        menu = self.get(id)
        if menu.image is not None:
            raise Refused(400, "An image has already been uploaded to the richmenu")
        menu.image, menu.mime = image, mime

    def delete(self, id: str) -> None:
        """Take a menu away from everybody."""
        self.get(id)
        del self.menus[id]
        self.aliases = {alias: menu for alias, menu in self.aliases.items() if menu != id}
        if self.default_id == id:
            self.default_id = None

    def point_alias(self, alias: str, menu_id: str) -> None:
        """Let an alias mean a menu, which must have its picture."""
        if menu_id not in self.menus or self.menus[menu_id].image is None:
            raise Refused(400, "richmenu not found", [])
        self.aliases[alias] = menu_id

    def alias(self, alias: str) -> str:
        """The id of the menu that an alias means; Refused with 404 if it means none."""
        if alias not in self.aliases:
            raise Refused(404, "richmenu alias not found", [])
        return self.aliases[alias]

    def shown_to(self, user: User) -> str | None:
        """The id of the menu below this user's chat: their own, else the default."""
        return user.rich_menu_id if user.rich_menu_id in self.menus else self.default_id
