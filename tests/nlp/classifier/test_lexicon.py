"""Words of groups are met where a reader would see them, and nowhere else."""

from nlp.classifier.lexicon import GUARD, Lexicon
from nlp.classifier.tokens import Tokeniser

ROOF = {"roof": ["หลังคา", "หลังคาบ้าน"], "leak": ["รั่ว"], GUARD: ["หลังคารถ"], "old": ["ตา"]}


def groups(text: str) -> list[tuple[str, str]]:
    lexicon = Lexicon(ROOF)
    edges, offset = {0}, 0
    for word in Tokeniser(lexicon.words()).words(text):
        offset += len(word)
        edges.add(offset)
    return [(found.group, found.word) for found in lexicon.find(text, edges)]


def test_the_longest_word_is_the_one_that_counts():
    assert groups("หลังคาบ้านรั่ว") == [("roof", "หลังคาบ้าน"), ("leak", "รั่ว")]


def test_a_guard_word_hides_the_words_inside_it():
    assert groups("หลังคารถรั่ว") == [("leak", "รั่ว")]


def test_a_short_word_counts_as_a_word_and_not_inside_another():
    assert groups("ตา รั่ว") == [("old", "ตา"), ("leak", "รั่ว")]
    assert groups("ธรรมดา ตาม") == []
