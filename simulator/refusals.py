"""How LINE says no: the error that becomes an HTTP answer, and the check of a request body."""

from typing import Any

from simulator.limits.rules import EMPTY, Path, Problem, Rule
from simulator.wire import Json

NESTED = ("template", "contents")


class Refused(Exception):
    """A request that LINE refuses: `status` is the HTTP status, `body` and `headers` are the answer's."""

    def __init__(
        self,
        status: int,
        message: str,
        details: list[dict[str, str]] | None = None,
        *,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.body: Json = {"message": message, **more}
        if details is not None:
            self.body["details"] = details


def not_found(message: str = "Not found") -> Refused:
    """What LINE does not know, or what the bot may not see."""
    return Refused(404, message)


def invalid_parameter(name: str) -> Refused:
    """A malformed id in the path of a request."""
    return Refused(400, f"The value for the '{name}' parameter is invalid")


def invalid_property(name: str) -> Refused:
    """A malformed id in the body of a request."""
    return Refused(400, f"The property, '{name}', in the request body is invalid (line: -, column: -)")


def check(body: Any, rule: Rule) -> None:
    """Hold a request body against a rule of `limits`; raises Refused with LINE's status 400."""
    if not isinstance(body, dict):
        raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    found = [*rule.problems(body, ())]
    outer = [problem for problem in found if not _is_nested(problem)]
    if outer:
        details = [{"message": problem.message, "property": _dotted(problem.path)} for problem in outer]
        raise Refused(400, f"The request body has {len(outer)} error(s)", details)
    if found:
        # LINE speaks of one message only where the mistake is inside a template or a Flex container.
        first = found[0].path[:2]
        details = [_nested_detail(problem) for problem in found if problem.path[:2] == first]
        raise Refused(400, f"A message ({_dotted(first)}) in the request body is invalid", details)


def _is_nested(problem: Problem) -> bool:
    """Whether the mistake is inside a template or Flex container, rather than that there is none."""
    path = problem.path
    inside = len(path) > 2 and path[0] == "messages" and path[2] in NESTED
    return inside and not (len(path) == 3 and problem.message == EMPTY)


def _dotted(path: Path) -> str:
    """messages[0].quickReply.items[2].action.label"""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _nested_detail(problem: Problem) -> dict[str, str]:
    """LINE's other wording: template/actions/0/uri, and /body/contents/0 counted from the Flex container."""
    inside = problem.path[2:] if problem.path[2] == "template" else ("", *problem.path[3:])
    words = "must be specified" if problem.message == EMPTY else problem.message
    return {
        "message": words[0].lower() + words[1:],
        "property": "/".join(str(part) for part in inside) or "/",
    }
