"""The training messages are well formed, varied and enough, and what is held back stays back."""

import json

import pytest

from cases.needs import Intent, Urgency
from nlp.corpus import GATE, HELD_BACK, WRITTEN, Message, near_duplicates, read, shortfalls, training_messages


def message(text: str) -> Message:
    return Message(text, (), Intent.OTHER, Urgency.NORMAL)


def test_there_are_enough_messages_of_every_kind():
    assert shortfalls(training_messages()) == {}


def test_the_gate_is_not_trained_on():
    assert not {m.text for m in read(GATE)} & {m.text for m in training_messages()}


def test_no_message_is_nearly_one_that_is_trained_on_least_of_all_one_that_is_held_back():
    slices = sorted(WRITTEN.glob(f"{HELD_BACK}*.tsv"))
    assert len(slices) == 5
    trained_on, held_back = training_messages(), [message for file in slices for message in read(file)]
    assert not {file.stem for file in slices} & {message.writer for message in trained_on}
    known = set(map(id, trained_on))
    assert [pair for pair in near_duplicates([*trained_on, *held_back]) if id(pair[0]) in known] == []


def test_messages_that_differ_in_a_word_are_nearly_the_same():
    early, late, other = map(message, ("หลังคาบ้านยายรั่วมากครับ", "หลังคาบ้านตารั่วมากครับ", "อยากได้รถเข็นให้แม่"))
    assert list(near_duplicates([early, other, late])) == [(early, late)]


def test_line_breaks_of_a_message_are_kept(tmp_path):
    file = tmp_path / "w.tsv"
    file.write_text("-\tother\tnormal\tcentral\tบรรทัดหนึ่ง\\nบรรทัดสอง\n", encoding="utf-8")
    assert read(file)[0].text == "บรรทัดหนึ่ง\nบรรทัดสอง"


def test_labelled_jsonl_is_read_too_and_needs_come_in_their_order(tmp_path):
    file = tmp_path / "labelled.jsonl"
    row = {
        "text": "หลังคารั่ว ยายติดเตียง",
        "needs": ["elderly_care", "home_repair"],
        "intent": "report",
        "urgency": "normal",
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    assert read(file)[0].needs == ("home_repair", "elderly_care")


@pytest.mark.parametrize(
    "line",
    [
        "no_such_need\tother\tnormal\tcentral\tก",
        "-\tnothing\tnormal\tcentral\tก",
        "-\tother\tnormal\tloud\tก",
        "-\tother",
    ],
)
def test_a_wrong_line_is_named(tmp_path, line):
    file = tmp_path / "w.tsv"
    file.write_text(f"-\tother\tnormal\tcentral\tดี\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"w\.tsv line 2"):
        read(file)
