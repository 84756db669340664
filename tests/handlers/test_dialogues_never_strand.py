"""No sequence of answers breaks a dialogue, and every moment of it has a way on and a way out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.incoming import Media, Said, SentLocation, SentMedia, SentSticker
from cases.needs import CODES
from cases.replies import Card, Cards, PickTime, Reply, Tap, Text
from cases.understanding import Understanding
from handlers.dialogues.registry import DIALOGUES
from handlers.engine import engine
from handlers.engine.buttons import CANCEL, StepTap, parse
from handlers.engine.dialogue import BrokenDialogue, Dialogue
from handlers.engine.questions import AskText, Choose
from handlers.engine.state import DialogueState
from handlers.engine.steps import END, Heard, Option, Picked
from nlp.gazetteer import gazetteer

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FACTS: Mapping[str, Any] = {
    "home": ("90",),
    "organisation": "ศูนย์ทดสอบ",
    "privacy_url": "",
    "coordinated": ("90",),
    "invited": ("9011",),
    "moment": datetime.fromisoformat,
    "count_people": lambda _area, _audience: 3,
}
WORLD = engine.World(gazetteer(), NOW, FACTS)
KNOWN = {"case": 1, "person": 1}


def understood(text: str) -> Understanding:
    """A reading that is sometimes sure and sometimes not, decided by the text itself."""
    need = CODES[len(text) % len(CODES)]
    return Understanding(text=text, needs=(need,) if len(text) % 2 else (), candidates=CODES[:3])


def buttons_of(reply: Reply) -> list[Any]:
    if isinstance(reply, Cards):
        return [button for card in reply.cards for button in card.buttons] + list(reply.choices)
    return [*(reply.buttons if isinstance(reply, Card) else ()), *reply.choices]


def taps_of(turn: engine.Turn) -> list[StepTap]:
    data = [b.data for reply in turn.replies for b in buttons_of(reply) if isinstance(b, Tap | PickTime)]
    return [tap for tap in map(parse, data) if isinstance(tap, StepTap)]


words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["ย้อนกลับ", "ข้าม", "ยืนยัน", "แก้ไข", "ต.ท่าข้าม อ.หาดใหญ่", "สงขลา", "081-234-5678", "1", "ทั้งหมด", ""]),
)
things = st.one_of(
    words.map(lambda text: Said(text, understood(text))),
    st.just(SentSticker(())),
    st.just(SentLocation(7.0, 100.5, "สงขลา", understood("สงขลา"))),
    st.integers(1, 9).map(lambda number: SentMedia(Media.IMAGE, number)),
    st.just(SentMedia(Media.IMAGE, None)),
    st.integers(0, 200),  # the button at that place, if there is one
)


@pytest.mark.parametrize("name", sorted(DIALOGUES))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=st.lists(things, max_size=25))
def test_every_moment_of_a_dialogue_has_a_question_and_a_way_out(name: str, moves: list[Any]) -> None:
    dialogue = DIALOGUES[name]
    turn = engine.start(dialogue, "session", KNOWN, WORLD)
    for move in moves:
        if turn.state is None:
            break
        heard = heard_of(move, turn)
        state = DialogueState.from_json(turn.state.to_json())  # as after a restart
        turn = engine.hear(dialogue, state, heard, WORLD)
        if turn.state is None:
            assert turn.cancelled or turn.finished is not None
        elif turn.replies:  # silence only between photos of one send
            taps = taps_of(turn)
            assert any(tap.value == CANCEL for tap in taps), "ยกเลิก must always be there"
            assert all(tap.step == turn.state.step and tap.session == "session" for tap in taps)


def heard_of(move: Any, turn: engine.Turn) -> Heard:
    if not isinstance(move, int):
        heard: Heard = move
        return heard
    taps = [tap for tap in taps_of(turn) if tap.value != CANCEL]
    value = taps[move % len(taps)].value if taps else ""
    return Picked(value, NOW.replace(year=2027) if value == "@time" else None)


def test_back_leads_to_the_moment_before_with_its_answers() -> None:
    dialogue = DIALOGUES["consent"]
    first = engine.start(dialogue, "s", {}, WORLD)
    assert first.state
    second = engine.hear(dialogue, first.state, Picked("yes"), WORLD)
    assert second.state
    assert second.state.step == "agencies"
    back = engine.hear(dialogue, second.state, Said("ย้อนกลับ", understood("ย้อนกลับ")), WORLD)
    assert back.state
    assert back.state.step == "service"
    assert back.state.answers == {}


def test_what_is_known_is_not_asked() -> None:
    known = {"story": "หลังคารั่ว", "need": "home_repair", "who": "self", "place": {"code": "901108"}, "landmark": "ใกล้วัด"}
    turn = engine.start(DIALOGUES["intake"], "s", known, WORLD)
    assert turn.state
    assert turn.state.step == "phone"


def test_correcting_one_answer_returns_to_the_summary() -> None:
    dialogue = DIALOGUES["intake"]
    known = {
        "story": "หลังคารั่ว",
        "need": "home_repair",
        "who": "self",
        "place": {"code": "901108"},
        "landmark": "",
        "phone": "0812345678",
        "photos": [],
    }
    turn = engine.start(dialogue, "s", known, WORLD)
    for answer in (Picked("@correct"), Picked("who"), Picked("neighbour")):
        assert turn.state
        turn = engine.hear(dialogue, turn.state, answer, WORLD)
    assert turn.state
    assert turn.state.step == "confirm"
    assert turn.state.answers["who"] == "neighbour"


def _nothing(_talk: Any, _answers: dict[str, Any]) -> None:
    return None


def test_a_dialogue_with_an_exit_to_nowhere_is_refused() -> None:
    with pytest.raises(BrokenDialogue, match="leads to nowhere"):
        Dialogue("broken", "", (AskText("one", "?", next="nowhere"),), _nothing)


def test_a_dialogue_with_a_step_out_of_reach_is_refused() -> None:
    steps = (AskText("one", "?", next=END), AskText("lost", "?", next=END))
    with pytest.raises(BrokenDialogue, match="nothing leads to lost"):
        Dialogue("broken", "", steps, _nothing)


def test_a_doubled_step_is_refused() -> None:
    with pytest.raises(BrokenDialogue, match="stands twice"):
        Dialogue("broken", "", (AskText("one", "?", next=END), AskText("one", "?", next=END)), _nothing)


def test_an_option_may_be_typed_by_label_word_or_number() -> None:
    step = Choose("c", "?", next=END, options=(Option("a", "ข้าวสาร"), Option("b", "นม", ("นมผง",))))
    dialogue = Dialogue("d", "", (step,), _nothing)
    for words_typed, value in (("ข้าวสาร ค่ะ", "a"), ("นมผง", "b"), ("2", "b"), ("๒", "b")):
        turn = engine.start(dialogue, "s", {}, WORLD)
        assert turn.state
        assert engine.hear(dialogue, turn.state, Said(words_typed, understood(words_typed)), WORLD).finished == {
            "c": value
        }


def test_an_apology_repeats_the_question() -> None:
    turn = engine.start(DIALOGUES["consent"], "s", {}, WORLD)
    assert turn.state
    turn = engine.hear(DIALOGUES["consent"], turn.state, SentSticker(()), WORLD)
    assert isinstance(turn.replies[0], Text)
    assert "ยินยอม" in turn.replies[0].text
    assert isinstance(turn.replies[1], Card)
