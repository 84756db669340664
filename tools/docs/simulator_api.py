"""docs/simulator-api.md: the addresses that the simulator serves, and what its control API says of itself."""

import inspect
import re
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from simulator import control, control_groups, control_phones
from simulator.app import create_app
from simulator.platform import Config, Platform
from tools.docs.markdown import fenced, first_sentence, page, table

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CHOICE = re.compile(r"<any\(([\w,]+)\):\w+>")
_NAMED = re.compile(r"<(?:\w+:)?(\w+)>")

_INTRODUCTION = """\
[The simulator](simulator.md) answers the bot at LINE's own addresses, and is told what people do through its control
API. What is not listed under the Messaging API is answered with 404, as LINE does for what it does not know."""


def simulator_page() -> str:
    """The page."""
    app = create_app(Platform(Config()))
    return page(
        "The simulator's addresses",
        _INTRODUCTION,
        "## Messaging API",
        table(("address", "what it does"), _rows(app, "/v2/bot/")),
        "## Control API",
        *(fenced(inspect.getdoc(module) or "") for module in (control, control_phones, control_groups)),
        "## Control API, address by address",
        table(("address", "what it does"), _rows(app, "/simulator/api/")),
    )


def _rows(app: Flask, prefix: str) -> Iterator[tuple[str, str]]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(prefix)]
    for rule in sorted(rules, key=lambda rule: (rule.rule, _method(rule))):
        yield f"`{_method(rule)} {_readable(rule.rule)}`", first_sentence(app.view_functions[rule.endpoint])


def _method(rule: Rule) -> str:
    return next(method for method in _METHODS if method in (rule.methods or ()))


def _readable(rule: str) -> str:
    """`<any(group,room):kind>` as group|room, `<message_id>` as MESSAGE_ID."""
    choices = _CHOICE.sub(lambda found: found.group(1).replace(",", "|"), rule)
    return _NAMED.sub(lambda found: found.group(1).lstrip("_").upper(), choices)
