"""Those who meet the simulator in its tests: a bot, its calls to LINE, and the hands on the phones."""

import json
from collections.abc import Callable
from threading import Thread
from typing import Any

import requests
from flask import Flask, request
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.server import Simulator

Json = dict[str, Any]


class QuietHandler(WSGIRequestHandler):
    """Says nothing on the screen."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class WebServer:
    """A Flask application on a free loopback port, in a thread."""

    def __init__(self, app: Flask) -> None:
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class RecordingBot:
    """A bot that remembers each webhook it gets: `answer` decides what it says to it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[int], int] = lambda number: 200
        app = Flask("recording-bot")
        app.add_url_rule("/callback", view_func=self._take, methods=["POST"])
        self._server = WebServer(app)
        self.webhook_url = f"{self._server.url}/callback"
        self.stop = self._server.stop

    def _take(self) -> tuple[str, int]:
        self.bodies.append(request.get_data())
        self.headers.append({name.lower(): value for name, value in request.headers})
        return "", self.answer(len(self.bodies))

    @property
    def payloads(self) -> list[Json]:
        return [json.loads(body) for body in self.bodies]

    @property
    def events(self) -> list[Json]:
        return [event for payload in self.payloads for event in payload["events"]]


class LineClient:
    """A bot's calls to the Messaging API, over HTTP."""

    def __init__(self, simulator: Simulator, token: str | None = None) -> None:
        self.url = simulator.url
        self.token = token or simulator.platform.config.access_token

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return requests.request(method, f"{self.url}{path}", headers=headers, timeout=10, **more)

    def get(self, path: str) -> requests.Response:
        return self.call("GET", path)

    def post(self, path: str, body: Any = None, **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("POST", path, json=body, headers=named)

    def reply(self, token: str, *messages: Json) -> requests.Response:
        return self.post("/v2/bot/message/reply", {"replyToken": token, "messages": [*messages]})

    def push(self, to: str, *messages: Json, **headers: str) -> requests.Response:
        return self.post("/v2/bot/message/push", {"to": to, "messages": [*messages]}, **headers)

    def multicast(self, to: list[str], *messages: Json, **headers: str) -> requests.Response:
        return self.post("/v2/bot/message/multicast", {"to": to, "messages": [*messages]}, **headers)

    def validate(self, *messages: Json) -> requests.Response:
        return self.post("/v2/bot/message/validate/reply", {"messages": [*messages]})


class Hands:
    """Hands on the simulator: the control API, over HTTP."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        return requests.request(method, f"{self.simulator.url}/simulator/api{path}", timeout=30, **more)

    def get(self, path: str) -> Any:
        return self.call("GET", path).json()

    def try_(self, path: str, body: Json | None = None) -> requests.Response:
        """Do something, and bring back the answer, a refusal too."""
        return self.call("POST", path, json=body or {})

    def do(self, path: str, body: Json | None = None) -> Any:
        """Do something that must succeed, wait until the bot has been told, and bring back the answer."""
        answer = self.try_(path, body)
        assert answer.ok, answer.text
        assert self.simulator.wait_until_delivered()
        return answer.json()

    def friend(self, name: str = "สมศรี") -> str:
        """A new user who has befriended the bot; returns the id."""
        id = self.do("/users", {"name": name})["id"]
        self.do(f"/users/{id}/follow")
        return str(id)

    def says(self, user: str, text: str, **more: Any) -> Json:
        """A user writes; returns the new bubble."""
        entry: Json = self.do(f"/users/{user}/text", {"text": text, **more})["entries"][0]
        return entry

    def chat(self, id: str) -> list[Json]:
        """What stands in a chat."""
        entries: list[Json] = self.get("/snapshot")["chats"].get(id, [])
        return entries

    def bot_words(self, id: str) -> list[str]:
        """The texts that the bot wrote into a chat."""
        return [entry["message"]["text"] for entry in self.chat(id) if entry["from"] == "bot"]

    def wait(self, seconds: float) -> None:
        """Let simulated time pass."""
        self.do("/clock", {"forward_seconds": seconds})


def text(words: str, **more: Any) -> Json:
    """A text message."""
    return {"type": "text", "text": words, **more}
