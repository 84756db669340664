"""What holds for every request: a token, a JSON body, a request id, an endpoint that exists."""

import pytest

from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, text


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_wrong_or_missing_token_is_refused(simulator: Simulator, hands: Hands, somsri: str, token: str) -> None:
    line = LineClient(simulator)
    line.token = token
    answer = line.push(somsri, text("hello"))
    assert answer.status_code == 401
    assert answer.json()["message"].startswith("Authentication failed due to the following reason")
    assert answer.headers["X-Line-Request-Id"]


def test_every_answer_has_its_own_request_id(line: LineClient) -> None:
    ids = {line.get(path).headers["X-Line-Request-Id"] for path in ("/v2/bot/info", "/v2/bot/nothing", "/v2/bot/info")}
    assert len(ids) == 3


def test_what_is_not_served_is_not_found(line: LineClient) -> None:
    for answer in (line.get("/v2/bot/nothing"), line.post("/v2/bot/info"), line.post("/bot/pnp/push", {})):
        assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})


@pytest.mark.parametrize("body", ["{", "[]", "", "null", '{"to": NaN}'])
def test_a_body_that_is_no_object_is_refused(line: LineClient, body: str) -> None:
    answer = line.call("POST", "/v2/bot/message/push", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("The request body could not be parsed as JSON")


def test_a_body_of_another_type_is_refused(line: LineClient) -> None:
    answer = line.call("POST", "/v2/bot/message/push", data="hello", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()) == (
        415,
        {"message": "The content type, text/plain, is not supported"},
    )


def test_a_body_of_more_than_two_megabytes_is_refused(line: LineClient) -> None:
    assert line.validate(text("x" * 2_200_000)).status_code == 413
