"""One simulator, one bot and one pair of hands for each test."""

from collections.abc import Iterator

import pytest

from simulator.platform import Config
from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot


@pytest.fixture
def bot() -> Iterator[RecordingBot]:
    bot = RecordingBot()
    yield bot
    bot.stop()


@pytest.fixture
def simulator(bot: RecordingBot) -> Iterator[Simulator]:
    with Simulator(Config(webhook_url=bot.webhook_url)) as simulator:
        yield simulator


@pytest.fixture
def line(simulator: Simulator) -> LineClient:
    return LineClient(simulator)


@pytest.fixture
def hands(simulator: Simulator) -> Hands:
    return Hands(simulator)


@pytest.fixture
def somsri(hands: Hands) -> str:
    """The id of a friend of the bot."""
    return hands.friend()
