"""The kinds of questions that dialogues are made of: choose one, choose many, words, photos, a time, a summary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.incoming import Said, SentMedia
from cases.replies import Card, PickTime, Reply
from handlers.engine.steps import (
    Answer,
    Heard,
    Jump,
    Option,
    Options,
    Picked,
    Result,
    Sorry,
    Stay,
    Step,
    View,
    find_option,
    options_of,
    with_buttons,
)
from handlers.engine.words import WORDS, matches
from handlers.texts import steps as texts


@dataclass(frozen=True)
class Choose(Step):
    """One of several answers. `understand` reads words that name no option outright."""

    options: Options = ()
    understand: Callable[[Said, View], Any | None] | None = None

    def question(self, view: View) -> Reply:
        """The question with a button for each option."""
        options = options_of(self.options, view)
        return with_buttons(
            super().question(view), [view.tap(o.label, o.value, strong=len(options) < 4) for o in options]
        )

    def read(self, heard: Heard, view: View) -> Result:
        """A tapped or a typed option."""
        options = options_of(self.options, view)
        if isinstance(heard, Picked):
            return Answer(heard.value) if heard.value in {o.value for o in options} else Sorry()
        if isinstance(heard, Said):
            option = find_option(heard.text, options)
            value = option.value if option else self.understand and self.understand(heard, view)
            return Sorry() if value is None else Answer(value)
        return Sorry()


@dataclass(frozen=True)
class ChooseMany(Step):
    """Any number of answers, ticked one after the other; ยืนยัน ends."""

    options: Options = ()
    everything: str = ""  # label of a button that ticks all

    def question(self, view: View) -> Reply:
        """The question with a tick on what is chosen."""
        ticked = view.scratch.get("ticked", [])
        buttons = [
            view.tap(f"{texts.TICK} {o.label}" if o.value in ticked else o.label, o.value)
            for o in options_of(self.options, view)
        ]
        if self.everything:
            buttons.append(view.tap(self.everything, "@all"))
        if ticked:
            buttons.append(view.tap(texts.confirm_ticked(len(ticked)), "@done", strong=True))
        return with_buttons(super().question(view), buttons)

    def read(self, heard: Heard, view: View) -> Result:
        """A tick, several typed words, all, or the end."""
        options = options_of(self.options, view)
        ticked = list(view.scratch.get("ticked", []))
        if isinstance(heard, Said):
            if matches(heard.text, WORDS["confirm"]) and ticked:
                return Answer(ticked)
            if self.everything and matches(heard.text, (self.everything, *texts.ALL_WORDS)):
                return Answer([option.value for option in options])
            single = find_option(heard.text, options)
            named = [o.value for o in options if any(word in heard.text for word in (o.label, *o.words))]
            picked = [single.value] if single else named
            return Stay({"ticked": list(dict.fromkeys([*ticked, *picked]))}) if picked else Sorry()
        if isinstance(heard, Picked):
            if heard.value == "@all":
                return Answer([option.value for option in options])
            if heard.value == "@done" and ticked:
                return Answer(ticked)
            if heard.value in {o.value for o in options}:
                rest = [value for value in ticked if value != heard.value]
                return Stay({"ticked": rest if len(rest) < len(ticked) else [*ticked, heard.value]})
        return Sorry()


@dataclass(frozen=True)
class AskText(Step):
    """Free words. `check` turns them into the answer, or None where they do not do."""

    check: Callable[[Said, View], Any | None] = lambda said, _view: said.text.strip() or None

    def read(self, heard: Heard, view: View) -> Result:
        """The checked words."""
        if not isinstance(heard, Said):
            return Sorry()
        value = self.check(heard, view)
        return Sorry() if value is None else Answer(value)


@dataclass(frozen=True)
class AskPhotos(Step):
    """Photos, films or recordings, several; ends with a button. Words stay as a note to them."""

    def question(self, view: View) -> Reply:
        """The question, or the count of what has come with a button to go on."""
        media = view.scratch.get("media", [])
        if not media:
            return super().question(view)
        done = view.tap(texts.CONFIRM, "@done", strong=True)
        return Card(texts.photos_so_far(len(media)), texts.MORE_PHOTOS, buttons=(done,))

    def skipped(self, view: View) -> list[int]:
        """What has come already is kept."""
        return list(view.scratch.get("media", []))

    def read(self, heard: Heard, view: View) -> Result:
        """One more photo, or the end."""
        media = list(view.scratch.get("media", []))
        if isinstance(heard, SentMedia):
            if heard.media_id is None:
                return Sorry(texts.PHOTO_GONE)
            return Stay({"media": [*media, heard.media_id]}, quiet=not heard.last_of_set)
        done = isinstance(heard, Picked) and heard.value == "@done"
        if done or (isinstance(heard, Said) and matches(heard.text, WORDS["confirm"])):
            return Answer(media)
        return Sorry()


@dataclass(frozen=True)
class AskWhen(Step):
    """A day and an hour to come, from the picker or in words."""

    def question(self, view: View) -> Reply:
        """The question with a date picker."""
        return with_buttons(super().question(view), [PickTime(texts.PICK_TIME, view.data("@time"), view.now)])

    def read(self, heard: Heard, view: View) -> Result:
        """The picked moment, or day and time together in words."""
        if isinstance(heard, Picked) and heard.time:
            moment = heard.time
        elif isinstance(heard, Said):
            day = next((w.day for w in heard.understanding.details.when if w.day), None)
            at = next((w.at for w in heard.understanding.details.when if w.at), None)
            if not day or not at:
                return Sorry()
            moment = datetime.combine(day, at, view.now.tzinfo)
        else:
            return Sorry()
        return Answer(moment.isoformat()) if moment > view.now else Sorry(texts.TIME_IS_PAST)


@dataclass(frozen=True)
class Confirm(Step):
    """The summary: ยืนยัน goes on, แก้ไข leads back to any one answer and returns here."""

    fields: Mapping[str, str] = field(default_factory=dict)  # step → what people call it

    def question(self, view: View) -> Reply:
        """The summary with its buttons, or the list of what can be corrected."""
        if view.scratch.get("correcting"):
            buttons = [view.tap(label, step) for step, label in self.fields.items()]
            return Card(texts.ASK_WHICH_TO_CORRECT, buttons=tuple(buttons))
        buttons = [view.tap(texts.CONFIRM, "@yes", strong=True)]
        if self.fields:
            buttons.append(view.tap(texts.CORRECT, "@correct"))
        return with_buttons(super().question(view), buttons)

    def read(self, heard: Heard, view: View) -> Result:
        """Yes, correct, or what to correct."""
        value = heard.value if isinstance(heard, Picked) else ""
        if isinstance(heard, Said):
            field_options = [Option(step, label) for step, label in self.fields.items()]
            named = find_option(heard.text, field_options) if view.scratch.get("correcting") else None
            yes, correct = matches(heard.text, WORDS["confirm"]), matches(heard.text, WORDS["correct"])
            value = named.value if named else "@yes" if yes else "@correct" if correct else ""
        if value == "@yes":
            return Answer(True)
        if value == "@correct" and self.fields:
            return Stay({"correcting": True})
        return Jump(value) if value in self.fields else Sorry()
