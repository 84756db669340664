"""What the intake makes of doubtful, partial and out-of-turn words; the engine and the steps alone, no bot."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from cases.incoming import Media, Said, SentLocation, SentMedia
from cases.needs import CODES, Intent, Urgency
from cases.replies import Card, Cards, Reply, Tap
from cases.understanding import Decision, Details, Place, Understanding
from handlers.dialogues.intake import INTAKE
from handlers.dialogues.intake_facts import joined, known_from
from handlers.engine import engine
from handlers.engine.engine import Turn
from handlers.engine.steps import Heard, Picked
from handlers.texts import intake, steps
from nlp.gazetteer import gazetteer

WORLD = engine.World(gazetteer(), datetime(2026, 11, 23, 3, tzinfo=UTC), {"home": ("90",)})
THA_KHAM = Place("901113", "สงขลา", "หาดใหญ่", "ท่าข้าม")
KNOWN = {
    "story": "หลังคารั่ว",
    "need": "home_repair",
    "who": "self",
    "place": {"code": THA_KHAM.code},
    "urgency": "normal",
}


def said(text: str, **understood: Any) -> Said:
    return Said(text, Understanding(text=text, **understood))


def doubtful(*candidates: str, scores: Sequence[float]) -> Understanding:
    return Understanding(
        text="พ่อเดินลำบาก ห้องน้ำก็ลื่น",
        decision=Decision.CHOOSE,
        intent=Intent.REPORT,
        candidates=candidates,
        scores=dict(zip(candidates, scores, strict=True)),
    )


def start(**known: Any) -> Turn:
    return engine.start(INTAKE, "s", known, WORLD)


def hear(turn: Turn, heard: Heard) -> Turn:
    assert turn.state
    return engine.hear(INTAKE, turn.state, heard, WORLD)


def answers(turn: Turn) -> dict[str, Any]:
    assert turn.state
    return turn.state.answers


def labels(reply: Reply) -> list[str]:
    cards = reply.cards if isinstance(reply, Cards) else (reply,) if isinstance(reply, Card) else ()
    return [button.label for card in cards for button in card.buttons if isinstance(button, Tap)]


def test_two_plausible_needs_come_first_with_both_at_once_and_then_the_rest() -> None:
    turn = start(**known_from(doubtful("disability_aid", "home_repair", "elderly_care", scores=(0.5, 0.3, 0.05))))
    offered = labels(turn.replies[-1])
    first, second, both = (intake.need_label("disability_aid"), intake.need_label("home_repair"), intake.BOTH_NEEDS)
    assert offered[:3] == [first, second, both]
    assert len(offered) == len(CODES) + 1
    assert answers(hear(turn, said("ทั้งสองเรื่องเลยค่ะ"))).get("need") is None, "not a label, and tells nothing new"
    assert answers(hear(turn, said("ทั้งสองเรื่อง")))["need"] == "disability_aid+home_repair"


def test_a_need_that_is_hardly_plausible_is_not_offered_first() -> None:
    turn = start(**known_from(doubtful("disability_aid", "home_repair", scores=(0.5, 0.02))))
    offered = labels(turn.replies[-1])
    assert offered[0] == intake.need_label("disability_aid")
    assert intake.BOTH_NEEDS not in offered


def test_words_at_the_need_are_kept_for_the_story_and_asked_again() -> None:
    turn = hear(start(story="ช่วยหน่อย"), said("มันพังมานานแล้วค่ะ"))
    assert answers(turn)["story"] == "ช่วยหน่อย\nมันพังมานานแล้วค่ะ"
    assert turn.state
    assert turn.state.step == "need"


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        (said("โทร", details=Details(phone="0812345678")), {"phone": "0812345678"}),
        (said("ท่าข้าม", places=(THA_KHAM,)), {"place": {"code": THA_KHAM.code}}),
        (said("อ.หาดใหญ่", places=(Place("9011", "สงขลา", "หาดใหญ่"),)), {"scratch:place": {"code": "9011"}}),
        (SentMedia(Media.IMAGE, 5), {"scratch:photos": {"media": [5]}}),
    ],
)
def test_what_is_told_out_of_turn_is_kept(heard: Heard, told: dict[str, Any]) -> None:
    turn = hear(start(story="หลังคารั่ว", need="home_repair"), heard)
    assert turn.state
    assert turn.state.step == "who", "the question stands"
    assert told.items() <= answers(turn).items()


def test_a_place_on_the_map_keeps_its_spot_whatever_was_asked() -> None:
    asked_who = start(story="หลังคารั่ว", need="home_repair")
    turn = hear(asked_who, SentLocation(7.0, 100.5, "ข้างวัด", Understanding(text="ข้างวัด", places=(THA_KHAM,))))
    assert answers(turn)["place"]["spot"]["latitude"] == 7.0
    assert answers(turn)["landmark"] == "ข้างวัด"


def test_an_answer_may_tell_more_than_was_asked() -> None:
    turn = hear(
        start(story="หลังคารั่ว", need="home_repair"),
        said("ของแม่ โทร 081", details=Details(relation="mother", phone="0812345678")),
    )
    assert answers(turn)["who"] == "parent"
    assert answers(turn)["phone"] == "0812345678"


@pytest.mark.parametrize("words", ["ไม่รู้จะบอกยังไง", "อยู่กับหลานสองคนลำบากมากค่ะ"])
def test_a_sentence_is_not_taken_for_a_name(words: str) -> None:
    turn = hear(start(story="หลังคารั่ว", need="home_repair"), said(words))
    assert "who" not in answers(turn)


def test_going_back_after_several_photos_of_one_send_drops_them_all() -> None:
    turn = start(**KNOWN, landmark="", phone="")
    for number in (1, 2, 3):
        turn = hear(turn, SentMedia(Media.IMAGE, number, last_of_set=number == 3))
    assert turn.state
    assert turn.state.scratch["media"] == [1, 2, 3]
    turn = hear(turn, said("ย้อนกลับ"))
    assert turn.state
    assert turn.state.scratch.get("media", []) == []


def test_a_corrected_story_is_understood_anew_but_keeps_what_the_person_chose() -> None:
    turn = start(**KNOWN, understood=["home_repair"], landmark="", phone="", photos=[])
    turn = hear(hear(turn, Picked("@correct")), Picked("story"))
    turn = hear(turn, said("ไม่มีข้าวกินวันนี้", needs=("basic_needs",), urgency=Urgency.URGENT))
    told = answers(turn)
    assert (told["story"], told["urgency"], told["understood"]) == ("ไม่มีข้าวกินวันนี้", "urgent", ["basic_needs"])
    assert told["need"] == "home_repair"


def test_taking_an_answer_back_asks_it_again_without_a_way_back_to_it() -> None:
    turn = hear(start(**KNOWN, landmark=""), said("081", details=Details(phone="0812345678")))
    assert turn.state
    again = engine.forget(INTAKE, turn.state, ["phone"], WORLD)
    assert again.state
    assert (again.state.step, again.state.history) == ("phone", [])
    assert "0812345678" not in str(again.state.to_json())


def test_joining_two_tellings_keeps_both_stories_all_needs_and_the_greater_haste() -> None:
    both = joined(
        {"story": "หลังคารั่ว", "need": "home_repair", "urgency": "normal", "phone": "0811111111", "who": "self"},
        {"story": "แม่ล้ม", "need": "elderly_care", "urgency": "emergency", "phone": "0822222222"},
    )
    assert both["story"] == "หลังคารั่ว\nแม่ล้ม"
    assert both["need"] == "home_repair+elderly_care"
    assert (both["urgency"], both["phone"], both["who"]) == ("emergency", "0822222222", "self")


def test_an_unreadable_photo_is_told_and_counts_for_nothing() -> None:
    turn = hear(start(**KNOWN, landmark="", phone=""), SentMedia(Media.IMAGE, None))
    assert getattr(turn.replies[0], "text", "") == steps.PHOTO_GONE
    assert turn.state
    assert turn.state.scratch == {}
