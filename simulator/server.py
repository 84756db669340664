"""A simulator that runs: on a loopback port, in threads of this process."""

from collections.abc import Sequence
from threading import Thread
from types import TracebackType

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from simulator.app import create_app
from simulator.page_routes import Step
from simulator.platform import Config, Platform

LOOPBACK = "127.0.0.1"
# How often the server looks whether it is to stop: tests start and stop many.
STOP_POLL_SECONDS = 0.05


class _Quiet(WSGIRequestHandler):
    """Handles requests without a line on the screen for each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Simulator:
    """A LINE platform for one bot.

    `port` 0 takes a free one. `story` is shown beside the phones on the page. Start it by hand or as a
    context manager; several may run side by side, they share nothing.
    """

    def __init__(self, config: Config | None = None, *, port: int = 0, story: Sequence[Step] | None = None) -> None:
        self.platform = Platform(config or Config())
        app = create_app(self.platform, story)
        self._server: BaseWSGIServer = make_server(LOOPBACK, port, app, threaded=True, request_handler=_Quiet)
        self._thread = Thread(
            target=self._server.serve_forever, args=(STOP_POLL_SECONDS,), name="simulator", daemon=True
        )

    @property
    def url(self) -> str:
        """Where the Messaging API, the data host, the control API and the page are."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    @property
    def webhook_url(self) -> str | None:
        """Where events go; None: nowhere yet."""
        return self.platform.postman.channel.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.platform.postman.channel.url = url

    def start(self) -> "Simulator":
        """Serve, and deliver events, until stopped."""
        self.platform.webhooks.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Serve and deliver nothing more."""
        self.platform.webhooks.stop()
        self.platform.postman.close()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait_until_delivered(self, seconds: float = 10.0) -> bool:
        """Whether within so many seconds every event was delivered, or given up."""
        return self.platform.webhooks.wait_until_idle(seconds)

    def __enter__(self) -> "Simulator":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
