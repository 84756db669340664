"""Whatever is rendered, LINE takes it, and no Thai letter is ever cut in two."""

from typing import Any

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.line import graphemes
from bot.line.limits import BUBBLE_BYTES, QUICK_REPLIES, TEXT_UNITS, TooBig, fit
from bot.line.rendering import render
from cases.replies import Button, Card, Cards, Link, PickTime, Reply, ShareLocation, TakePhoto, Tap, Text
from simulator.limits.requests import VALIDATION


def check_messages(messages: list[Any]) -> None:
    """The simulator's verdict, which is LINE's."""
    problems = list(VALIDATION.problems({"messages": messages}, ()))
    assert not problems, problems


THAI = st.text(alphabet="กขคงจชซญดตถทนบปผพฟมยรลวสหอะาิีึืุูเแโใไ่้๊๋์ำ ๆ😊\n", max_size=400)
LONG = st.builds(lambda text, times: text * times, THAI, st.integers(0, 40))

taps = st.builds(Tap, THAI.filter(str.strip), st.text(alphabet="abc=&123", max_size=300), st.just(""), st.booleans())
links = st.builds(Link, THAI.filter(str.strip), st.sampled_from(["tel:1669", "https://example.org/x?q=%E0%B8%81"]))
buttons: st.SearchStrategy[Button] = st.one_of(taps, links, st.builds(PickTime, THAI.filter(str.strip), st.just("d=1")))
choices: st.SearchStrategy[Button] = st.one_of(taps, st.just(ShareLocation("ที่อยู่")), st.just(TakePhoto("รูป")))
rows = st.lists(st.tuples(THAI, LONG), max_size=8).map(tuple)
cards = st.builds(
    Card,
    THAI.filter(str.strip),
    LONG,
    rows,
    st.lists(buttons, max_size=12).map(tuple),
    st.lists(choices, max_size=16).map(tuple),
    st.booleans(),
)
texts = st.builds(Text, LONG.filter(str.strip), st.lists(choices, max_size=16).map(tuple))
replies: st.SearchStrategy[Reply] = st.one_of(
    texts, cards, st.builds(Cards, THAI.filter(str.strip), st.lists(cards, min_size=1, max_size=14).map(tuple))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(replies, min_size=1, max_size=3))
def test_a_strict_line_takes_whatever_is_rendered(said: list[Reply]) -> None:
    for message in render(said):
        check_messages([message])


@given(LONG, st.integers(20, 5_000))
def test_a_split_text_loses_only_blanks_at_the_cuts(text: str, most: int) -> None:
    parts = graphemes.split(text, most)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(graphemes.utf16_units(part) <= most for part in parts)


@given(LONG, st.integers(20, 200))
def test_no_letter_is_cut_in_two(text: str, most: int) -> None:
    whole = set(regex.findall(r"\X", text))
    assume(all(graphemes.utf16_units(letter) < most for letter in whole))
    for part in graphemes.split(text, most):
        assert set(regex.findall(r"\X", part)) <= whole
    assert set(regex.findall(r"\X", graphemes.shorten(text, most))) <= whole | {"…"}


def test_a_label_counts_letters_as_readers_do() -> None:
    assert graphemes.count("แจ้งซ่อมบ้านผู้พิการ") == 14


def test_long_text_becomes_several_messages() -> None:
    messages = fit([{"type": "text", "text": "น้ำท่วม " * 2_000}])
    assert len(messages) > 1
    assert all(graphemes.utf16_units(message["text"]) <= TEXT_UNITS for message in messages)


def test_a_card_with_far_too_much_text_is_cut_to_fit() -> None:
    (message,) = render([Card("เรื่อง", "ก้" * 20_000, tuple(("ก", "ข้" * 5_000) for _ in range(8)))])
    assert len(str(message["contents"]).encode()) < 2 * BUBBLE_BYTES
    check_messages([message])


def test_only_the_newest_message_keeps_its_quick_replies() -> None:
    choice = (Tap("ก", "c=a"),)
    first, second = render([Text("หนึ่ง", choice), Text("สอง", choice)])
    assert "quickReply" not in first
    assert "quickReply" in second


def test_more_quick_replies_than_line_shows_are_left_out() -> None:
    (message,) = render([Text("เลือก", tuple(Tap(str(n), f"c={n}") for n in range(20)))])
    assert len(message["quickReply"]["items"]) == QUICK_REPLIES


@pytest.mark.parametrize("action", [Tap("ก", "x" * 301), Link("ก", "https://example.org/" + "x" * 1_000)])
def test_what_no_cutting_can_mend_is_our_mistake(action: Any) -> None:
    with pytest.raises(TooBig):
        render([Card("ก", buttons=(action,))])
