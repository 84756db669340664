"""docs/dialogues.md: every dialogue with its diagram and its steps, drawn from the declarations themselves."""

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from cases.ports import Gazetteer
from cases.replies import Card, Cards, Reply
from handlers import dialogues
from handlers.commands.registry import COMMANDS
from handlers.dialogues import registry
from handlers.engine import questions
from handlers.engine.dialogue import Dialogue
from handlers.engine.questions import Choose, Confirm
from handlers.engine.steps import END, Step, View, options_of
from handlers.engine.words import WORDS
from nlp.gazetteer import gazetteer
from tools.docs.markdown import fenced, first_sentence, page, table
from tools.docs.samples import sample_view

_INTRODUCTION = """\
A dialogue is declared in `handlers/dialogues/`; its Thai sentences stand in `handlers/texts/`; the engine in
`handlers/engine/` runs it. What a message has told already is not asked again: a step whose answer is known is passed
over. Every step understands **ย้อนกลับ** (back) and **ยกเลิก** (cancel); those marked as optional also understand
**ข้าม** (skip). Danger, an invitation code, the menu and คุยกับเจ้าหน้าที่ come before any step.

In the diagrams a dashed frame is an optional step, and a dashed arrow is a correction (แก้ไข) that returns to the
summary. The questions below are asked with made-up answers to the steps before."""


def dialogues_page() -> str:
    """The page."""
    areas = gazetteer()
    sections = [_section(dialogue, areas) for dialogue in registry.DIALOGUES.values()]
    return page(
        "Dialogues",
        _INTRODUCTION,
        table(("dialogue", "what for"), [(f"[{d.name}](#{d.name})", d.about) for d in registry.DIALOGUES.values()]),
        *sections,
        "## Kinds of steps",
        table(("kind", "what it asks for"), [(f"`{kind.__name__}`", first_sentence(kind)) for kind in _used_kinds()]),
        "## Words that mean the same everywhere",
        table(("meaning", "words"), [(meaning, " · ".join(words)) for meaning, words in WORDS.items()]),
        "## Buttons that work at any time",
        table(
            ("command", "button", "handled in"),
            [
                (f"`{name}`", first_sentence(act.run), f"`{_file(act.run.__module__)}`")
                for name, act in COMMANDS.items()
            ],
        ),
    )


def _section(dialogue: Dialogue, areas: Gazetteer) -> str:
    views = {step.name: sample_view(dialogue, step, areas) for step in dialogue.steps}
    rows = [_row(step, views[step.name]) for step in dialogue.steps]
    return "\n\n".join(
        [
            f"## {dialogue.name}",
            f"{dialogue.about[0].upper()}{dialogue.about[1:]}. Declared in `{_file(_declared_in(dialogue))}`.",
            fenced("\n".join(["flowchart TD", *_diagram(dialogue, views)]), "mermaid"),
            table(("step", "kind", "", "question begins with", "buttons", "leads to"), rows),
        ]
    )


def _row(step: Step, view: View) -> tuple[str, ...]:
    reply = step.question(view)
    cards = reply.cards if isinstance(reply, Cards) else (reply,) if isinstance(reply, Card) else ()
    labels = [button.label for card in cards for button in card.buttons] + [button.label for button in reply.choices]
    exits = [f"{words}: {target}" if words else target for target, words in _arrows(step, view)]
    if isinstance(step, Confirm) and step.fields:
        exits.append(f"แก้ไข: {', '.join(step.fields)}")
    optional = "optional" if step.optional else ""
    return f"`{step.name}`", _kind(step).__name__, optional, _first_line(reply), " · ".join(labels), "; ".join(exits)


def _first_line(reply: Reply) -> str:
    text = reply.title if isinstance(reply, Card) else reply.summary if isinstance(reply, Cards) else reply.text
    return text.split("\n", 1)[0]


def _diagram(dialogue: Dialogue, views: Mapping[str, View]) -> Iterator[str]:
    yield f"    begin(( )) --> {dialogue.steps[0].name}"
    for step in dialogue.steps:
        view = views[step.name]
        words = f"{step.name}<br/>{_first_line(step.question(view))}".replace('"', "#quot;")
        yield f'    {step.name}["{words}"]' + ":::optional" * step.optional
        for target, answer in _arrows(step, view):
            label = f'-- "{answer}" -->' if answer else "-->"
            yield f"    {step.name} {label} {'done' if target == END else target}"
        for name, called in step.fields.items() if isinstance(step, Confirm) else ():
            yield f'    {step.name} -. "{called}" .-> {name}'
    yield "    done((( )))"
    if any(step.optional for step in dialogue.steps):
        yield "    classDef optional stroke-dasharray: 5 4"


def _arrows(step: Step, view: View) -> Iterator[tuple[str, str]]:
    """Where a step leads, with the answer that leads there where answers differ."""
    if isinstance(step.next, str):
        yield step.next, ""
        return
    options = options_of(step.options, view) if isinstance(step, Choose) else ()
    labels = {option.value: option.label for option in options}
    for answer, target in step.next.items():
        yield target, labels.get(answer, "else")


def _kind(step: Step) -> type[Step]:
    """The kind of a step, by a name that other dialogues can use too."""
    return next(kind for kind in type(step).__mro__ if not kind.__name__.startswith("_"))


def _used_kinds() -> list[type[Step]]:
    used = {_kind(step) for dialogue in registry.DIALOGUES.values() for step in dialogue.steps}
    return sorted(used, key=lambda kind: (kind.__module__ != questions.__name__, inspect.getsourcelines(kind)[1]))


def _declared_in(dialogue: Dialogue) -> str:
    names = [f"{dialogues.__name__}.{found.name}" for found in pkgutil.iter_modules(dialogues.__path__)]
    modules = [import_module(name) for name in names if name != registry.__name__]
    return next(module.__name__ for module in modules if dialogue in vars(module).values())


def _file(module: str) -> str:
    return f"{module.replace('.', '/')}.py"
