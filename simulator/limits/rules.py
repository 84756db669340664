"""The kinds of rule that LINE's limits are written in, and how a value is held against them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias
from urllib.parse import urlsplit

from simulator.limits.measures import utf16_units
from simulator.wire import Json

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that LINE would refuse: where it stands and LINE's words for it."""

    path: Path
    message: str


class Rule(Protocol):
    """Something that a value is held against; None counts as absent, as it does for LINE."""

    @property
    def required(self) -> bool:
        """Whether the value may not be absent."""

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """What LINE would refuse in a value that stands at `path`."""


Check: TypeAlias = Callable[[Json, Path], Iterator[Problem]]

EMPTY = "May not be empty"
INVALID = "invalid property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything:
    """Any JSON value."""

    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Never any."""
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string of `low` to `high` characters, counted by `count`, that matches `pattern` as a whole."""

    high: int
    low: int = 1
    count: Callable[[str], int] = utf16_units
    pattern: str | None = None
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Another kind of value, empty, of the wrong length, or not of the pattern."""
        if not isinstance(value, str):
            yield Problem(path, INVALID)
        elif not value and self.low:
            yield Problem(path, EMPTY)
        elif not self.low <= self.count(value) <= self.high:
            yield Problem(path, f"Length must be between 0 and {self.high}")
        elif self.pattern is not None and not re.fullmatch(self.pattern, value):
            yield Problem(path, INVALID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uri:
    """An address of one of `schemes`, percent-encoded, of at most `high` characters."""

    high: int
    schemes: tuple[str, ...]
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Another kind of value, empty, too long, not encoded, of another scheme, or leading nowhere."""
        if not isinstance(value, str):
            yield Problem(path, INVALID)
        elif not value:
            yield Problem(path, EMPTY)
        elif len(value) > self.high:
            yield Problem(path, f"Length must be between 0 and {self.high}")
        elif not re.fullmatch(r"[!-~]+", value):
            yield Problem(path, "invalid uri")
        else:
            yield from self._scheme_problems(value, path)

    def _scheme_problems(self, value: str, path: Path) -> Iterator[Problem]:
        try:
            parts = urlsplit(value)
        except ValueError:
            yield Problem(path, "invalid uri")
            return
        if parts.scheme.lower() not in self.schemes:
            yield Problem(path, "invalid uri scheme")
        elif not (parts.netloc or parts.path) or (parts.scheme.startswith("http") and not parts.hostname):
            yield Problem(path, "invalid uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number from `low` to `high`; a whole one unless `decimal`, a multiple of `step` if given."""

    low: float | None = None
    high: float | None = None
    step: int | None = None
    decimal: bool = False
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Another kind of value, out of bounds, or off the steps."""
        kinds = (int, float) if self.decimal else (int,)
        if not isinstance(value, kinds) or isinstance(value, bool):
            yield Problem(path, INVALID)
        elif self.low is not None and value < self.low:
            yield Problem(path, f"must be greater than or equal to {self.low:g}")
        elif self.high is not None and value > self.high:
            yield Problem(path, f"must be less than or equal to {self.high:g}")
        elif self.step is not None and value % self.step:
            yield Problem(path, f"must be a multiple of {self.step}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """true or false."""

    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Anything else."""
        if not isinstance(value, bool):
            yield Problem(path, INVALID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Any other word."""
        if value not in self.words:
            yield Problem(path, f"Must be one of the following values: [{', '.join(self.words)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A list of `low` to `high` values of one kind."""

    item: Rule
    high: int
    low: int = 1
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Another kind of value, too few, too many, and what is wrong with each."""
        if not isinstance(value, list):
            yield Problem(path, INVALID)
            return
        if not self.low <= len(value) <= self.high:
            yield Problem(path, f"Size must be between {self.low} and {self.high}")
        for index, item in enumerate(value):
            if item is None:
                yield Problem((*path, index), EMPTY)
            else:
                yield from self.item.problems(item, (*path, index))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object with these properties; `strict` refuses others; `checks` look at it as a whole."""

    properties: Mapping[str, Rule]
    strict: bool = False
    checks: tuple[Check, ...] = ()
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Another kind of value, what is wrong with each property, then with the whole."""
        if not isinstance(value, dict):
            yield Problem(path, INVALID)
            return
        found = [*self._property_problems(value, path)]
        yield from found
        # A check may rely on every property being of its kind.
        if not found:
            for check in self.checks:
                yield from check(value, path)

    def _property_problems(self, value: Json, path: Path) -> Iterator[Problem]:
        for name, rule in self.properties.items():
            if value.get(name) is not None:
                yield from rule.problems(value[name], (*path, name))
            elif rule.required:
                yield Problem((*path, name), EMPTY)
        if self.strict:
            for name in value.keys() - self.properties.keys() - {"type"}:
                yield Problem((*path, name), "unknown field")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByType:
    """An object whose `type` says which shape it must have; `wrong_type` words a refusal of the type."""

    shapes: Mapping[str, Shape] = field(repr=False)
    wrong_type: str | None = None
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """No type, an unknown one, and what is wrong with the shape of that type."""
        if not isinstance(value, dict):
            yield Problem(path, INVALID)
            return
        kind = value.get("type")
        if isinstance(kind, str) and kind in self.shapes:
            yield from self.shapes[kind].problems(value, path)
        elif self.wrong_type is not None:
            yield Problem(path, self.wrong_type)
        elif kind is None:
            yield Problem((*path, "type"), EMPTY)
        else:
            words = f"Must be one of the following values: [{', '.join(self.shapes)}]"
            yield Problem((*path, "type"), words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A rule that is looked up when it is used, so that a table may mention itself."""

    rule: Callable[[], Rule]
    required: bool = False

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        """Those of the rule that is meant."""
        yield from self.rule().problems(value, path)
