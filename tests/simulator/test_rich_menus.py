"""Rich menus: made, given a picture, shown to everybody or somebody, switched by alias."""

import io
from typing import Any

import pytest
from PIL import Image

from tests.simulator.actors import Hands, Json, LineClient, RecordingBot

REPORT = {"type": "postback", "label": "แจ้งเรื่อง", "data": "report"}
TO_B = {"type": "richmenuswitch", "richMenuAliasId": "menu-b", "data": "to-b"}


def menu(*actions: Json, **changes: Any) -> Json:
    bounds = {"x": 0, "y": 0, "width": 1200, "height": 800}
    areas = [{"bounds": bounds, "action": action} for action in actions or (REPORT,)]
    return {
        "size": {"width": 1200, "height": 800},
        "selected": True,
        "name": "หลัก",
        "chatBarText": "เมนู",
        "areas": areas,
        **changes,
    }


def picture(width: int = 1200, height: int = 800, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(file, form)
    return file.getvalue()


class Menus:
    """A bot's calls about rich menus."""

    def __init__(self, line: LineClient) -> None:
        self.line = line

    def create(self, *actions: Json) -> str:
        return str(self.line.post("/v2/bot/richmenu", menu(*actions)).json()["richMenuId"])

    def upload(self, id: str, image: bytes, kind: str = "image/png") -> Any:
        path = f"/v2/bot/richmenu/{id}/content"
        return self.line.call("POST", path, data=image, headers={"Content-Type": kind})

    def ready(self, *actions: Json) -> str:
        id = self.create(*actions)
        assert self.upload(id, picture()).status_code == 200
        return id


@pytest.fixture
def menus(line: LineClient) -> Menus:
    return Menus(line)


def test_a_menu_comes_back_as_it_was_made(line: LineClient, menus: Menus) -> None:
    id = menus.ready()
    assert line.get(f"/v2/bot/richmenu/{id}").json() == {"richMenuId": id, **menu()}
    assert line.get("/v2/bot/richmenu/list").json()["richmenus"] == [{"richMenuId": id, **menu()}]
    assert line.get(f"/v2/bot/richmenu/{id}/content").content == picture()


@pytest.mark.parametrize(
    ("changes", "property"),
    [
        ({"name": None}, "name"),
        ({"chatBarText": "ก" * 15}, "chatBarText"),
        ({"selected": "yes"}, "selected"),
        ({"size": {"width": 700, "height": 400}}, "size"),
        ({"size": {"width": 1200, "height": 900}}, "size"),
        ({"size": {"width": 1200, "height": 200}}, "size"),
        ({"areas": menu(*[REPORT] * 21)["areas"]}, "areas"),
        ({"areas": menu({"type": "camera", "label": "x"})["areas"]}, "areas[0].action.type"),
        ({"areas": menu({"type": "uri", "uri": "ftp://example.com"})["areas"]}, "areas[0].action.uri"),
    ],
)
def test_a_menu_must_be_as_line_wants_it(line: LineClient, changes: Json, property: str) -> None:
    answer = line.post("/v2/bot/richmenu/validate", menu(**changes))
    assert answer.status_code == 400
    assert [detail["property"] for detail in answer.json()["details"]] == [property]


def test_fourteen_clusters_fit_the_chat_bar(line: LineClient) -> None:
    assert line.post("/v2/bot/richmenu/validate", menu(chatBarText="นี้" * 14)).status_code == 200


@pytest.mark.parametrize(
    ("image", "kind", "status"),
    [
        (picture(), "text/plain", 415),
        (b"hello", "image/png", 400),
        (picture(form="JPEG"), "image/png", 400),
        (picture(700, 400), "image/png", 400),
        (picture(1200, 900), "image/png", 400),
        (picture() + b"\0" * 1_100_000, "image/png", 400),
        (picture(form="JPEG"), "image/jpeg", 200),
    ],
)
def test_a_picture_must_be_as_line_wants_it(menus: Menus, image: bytes, kind: str, status: int) -> None:
    assert menus.upload(menus.create(), image, kind).status_code == status


def test_a_picture_cannot_be_replaced(menus: Menus) -> None:
    again = menus.upload(menus.ready(), picture())
    assert again.json() == {"message": "An image has already been uploaded to the richmenu"}


def test_a_menu_without_a_picture_is_shown_to_nobody(line: LineClient, menus: Menus, somsri: str) -> None:
    id = menus.create()
    for path in (f"/v2/bot/user/all/richmenu/{id}", f"/v2/bot/user/{somsri}/richmenu/{id}"):
        answer = line.post(path)
        assert (answer.status_code, answer.json()["message"]) == (
            400,
            "must upload richmenu image before applying it to user",
        )


def test_ones_own_menu_comes_before_the_default(line: LineClient, hands: Hands, menus: Menus, somsri: str) -> None:
    def shown() -> str | None:
        (user,) = hands.get("/snapshot")["users"]
        return str(user["rich_menu_id"])

    everybody, own = menus.ready(), menus.ready()
    assert line.get("/v2/bot/user/all/richmenu").json()["message"] == "no default richmenu"
    line.post(f"/v2/bot/user/all/richmenu/{everybody}")
    assert shown() == everybody
    line.post(f"/v2/bot/user/{somsri}/richmenu/{own}")
    assert line.get(f"/v2/bot/user/{somsri}/richmenu").json() == {"richMenuId": own}
    assert shown() == own
    line.call("DELETE", f"/v2/bot/user/{somsri}/richmenu")
    assert line.get(f"/v2/bot/user/{somsri}/richmenu").status_code == 404
    assert shown() == everybody
    line.call("DELETE", "/v2/bot/user/all/richmenu")
    assert line.get("/v2/bot/user/all/richmenu").status_code == 404


def test_many_are_linked_and_unlinked_at_once(line: LineClient, hands: Hands, menus: Menus) -> None:
    users = [hands.friend(name) for name in ("ก", "ข")]
    id = menus.ready()
    assert line.post("/v2/bot/richmenu/bulk/link", {"richMenuId": id, "userIds": users}).status_code == 202
    assert line.get(f"/v2/bot/user/{users[1]}/richmenu").json() == {"richMenuId": id}
    assert line.post("/v2/bot/richmenu/bulk/unlink", {"userIds": users}).status_code == 202
    assert line.get(f"/v2/bot/user/{users[1]}/richmenu").status_code == 404
    assert line.post("/v2/bot/richmenu/bulk/link", {"richMenuId": "x", "userIds": users}).status_code == 400


def test_a_deleted_menu_is_gone_everywhere(line: LineClient, hands: Hands, menus: Menus, somsri: str) -> None:
    id = menus.ready()
    line.post(f"/v2/bot/user/all/richmenu/{id}")
    line.post(f"/v2/bot/user/{somsri}/richmenu/{id}")
    assert line.call("DELETE", f"/v2/bot/richmenu/{id}").status_code == 200
    for path in (f"/v2/bot/richmenu/{id}", f"/v2/bot/user/{somsri}/richmenu", "/v2/bot/user/all/richmenu"):
        assert line.get(path).status_code == 404
    assert hands.get("/snapshot")["rich_menus"] == {}


def test_an_alias_names_a_menu(line: LineClient, menus: Menus) -> None:
    first, second = menus.ready(), menus.ready()
    create = "/v2/bot/richmenu/alias"
    assert line.post(create, {"richMenuAliasId": "menu-a", "richMenuId": first}).status_code == 200
    taken = line.post(create, {"richMenuAliasId": "menu-a", "richMenuId": second})
    assert taken.json()["message"] == "conflict richmenu alias id"
    assert line.post(create, {"richMenuAliasId": "Menu A", "richMenuId": second}).status_code == 400
    imageless = {"richMenuAliasId": "menu-c", "richMenuId": menus.create()}
    assert line.post(create, imageless).json()["message"] == "richmenu not found"
    line.post(f"{create}/menu-a", {"richMenuId": second})
    assert line.get(f"{create}/menu-a").json() == {"richMenuAliasId": "menu-a", "richMenuId": second}
    assert len(line.get(f"{create}/list").json()["aliases"]) == 1
    line.call("DELETE", f"{create}/menu-a")
    assert line.get(f"{create}/menu-a").status_code == 404


def test_tapping_a_menu(bot: RecordingBot, line: LineClient, hands: Hands, menus: Menus, somsri: str) -> None:
    shown, other = menus.ready(REPORT), menus.ready(REPORT)
    line.post(f"/v2/bot/user/all/richmenu/{shown}")
    tap = f"/users/{somsri}/tap"
    hands.do(tap, {"rich_menu_id": shown, "action": REPORT})
    assert bot.events[-1]["postback"] == {"data": "report"}
    assert hands.try_(tap, {"rich_menu_id": other, "action": REPORT}).status_code == 400
    assert hands.try_(tap, {"rich_menu_id": shown, "action": TO_B}).status_code == 400


def test_switching_menus_by_alias(bot: RecordingBot, line: LineClient, hands: Hands, menus: Menus, somsri: str) -> None:
    first, second = menus.ready(TO_B), menus.ready(REPORT)
    line.post(f"/v2/bot/user/all/richmenu/{first}")
    tap = {"rich_menu_id": first, "action": TO_B}
    hands.do(f"/users/{somsri}/tap", tap)
    failed = {"newRichMenuAliasId": "menu-b", "status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    assert bot.events[-1]["postback"] == {"data": "to-b", "params": failed}
    line.post("/v2/bot/richmenu/alias", {"richMenuAliasId": "menu-b", "richMenuId": second})
    hands.do(f"/users/{somsri}/tap", tap)
    assert bot.events[-1]["postback"]["params"] == {"newRichMenuAliasId": "menu-b", "status": "SUCCESS"}
    assert hands.get("/snapshot")["users"][0]["rich_menu_id"] == second
