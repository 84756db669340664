"""What the model sees of a message does not hang on how it was typed."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.classifier.reading import Reader
from nlp.classifier.sounds import by_ear
from nlp.classifier.spelling import even_out

READER = Reader.load()


def test_a_letter_held_down_is_read_once():
    assert even_out("มากกกกก") == "มาก"


def test_numbers_are_no_words_of_their_own_but_ages_are_noticed():
    features = READER.read("ยายอายุ ๘๒ ปี").features
    assert "0" in features["words"]
    assert "age:old" in features["groups"]
    assert "age:child" in READER.read("ลูก 7 ขวบ").features["groups"]


def test_words_that_sound_alike_are_spelled_alike_by_ear():
    assert by_ear("ผู้ศูงอายุ") == by_ear("ผู้สูงอายุ")
    assert by_ear("ใด้") == by_ear("ได้")
    assert by_ear("เฮือน") == by_ear("เรือน")


def test_words_of_our_field_are_not_cut_apart():
    assert {"ติดเตียง", "ราวจับ"} <= set(READER.read("แม่ติดเตียง ขอราวจับ").features["words"])


@given(st.text())
def test_no_text_raises(text):
    assert READER.read(text).features.keys() == {"words", "letters", "sounds", "groups"}
