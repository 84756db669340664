"""Places are read from messages and made to fit one another."""

import pytest

from nlp.gazetteer import gazetteer
from nlp.places import certain_part, find_places


def codes(text, home=()):
    return [place.code for place in find_places(text, home)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("หลังคารั่ว อยู่ ต.ท่าข้าม อ.หาดใหญ่", "901113"),
        ("ต.ควนลังอ.หาดใหญ่จ.สงขลา", "901102"),
        ("จังหวัดสงขลา อำเภอหาดใหญ่ ตำบลควนลัง", "901102"),
        ("ควนลัง หาดใหญ่ สงขลา", "901102"),
        ("แขวงบางกะปิ เขตห้วยขวาง กทม", "101702"),
        ("ต.ในเมือง อ.เมือง จ.ขอนแก่น", "400101"),
        ("ตำบลคลองแห 90110", "901105"),
        ("อ.เมืองโคราช", "3001"),
        ("เมืองคอนฝนหนัก", "80"),
        ("wheelchair in Hat Yai, Songkhla", "9011"),
    ],
)
def test_a_place_is_read_to_the_level_that_the_text_tells(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อยู่หาดใหย่ค่ะ", "9011"),
        ("ต.ท่าขาม อ.หาดใหญ่", "901113"),
        ("อำเพอรัตภูม จังหวัดสงขลา", "9009"),
        ("ต.กำโลน อ.ลานสะกา นครศรีทำมะราช", "800304"),
        ("กบินบุรี ปราจีน", "2502"),
        ("อ.พิบูลฯ จ.อุบล", "3419"),
    ],
)
def test_misspelt_and_cut_names_are_read_with_the_help_of_their_neighbours(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "ใช้ประกันสังคมอยู่ค่ะ",
        "ไม่รู้เลยค่ะ",
        "ผ้าที่ตากไว้หาย",
        "แม่อายุ 80",
        "โรงพยาบาลหาดใหญ่นัดวันไหน",
        "ถนนเพชรเกษมเป็นหลุม",
        "ลุงพิจิตรข้างบ้านล้ม",
        "ลูกหลานไปทำงานกรุงเทพหมด เหลือยายคนเดียว",
        "ต.ค. นี้มีประชุมไหม",
        "โอนไป 10250 บาท",
    ],
)
def test_words_that_only_look_like_places_are_none(text):
    assert codes(text) == []


def test_a_name_that_many_areas_share_has_as_many_readings():
    places = find_places("ต.ท่าข้ามค่ะ")
    assert len(places) == 13
    assert {place.subdistrict for place in places} == {"ท่าข้าม"}


def test_the_word_before_a_name_tells_bangkok_from_the_other_provinces():
    assert codes("อำเภอจอมทอง") == ["5002"]
    assert codes("เขตจอมทอง") == ["1035"]


@pytest.mark.parametrize(
    ("text", "found"), [("อยู่ปัวค่ะ", ["5505"]), ("ปัวๆ เปียๆ", []), ("อยู่น่านครับ", ["55"]), ("น่านน้ำกว้าง", [])]
)
def test_a_name_that_is_an_ordinary_word_needs_a_word_like_in_before_it(text, found):
    assert codes(text) == found


def test_of_several_areas_with_one_name_that_of_the_home_area_is_meant():
    assert codes("ต.ท่าข้ามค่ะ", home=["9011"]) == ["901113"]
    assert codes("อ.เมืองค่ะ", home=["90"]) == ["9001"]


def test_a_name_of_the_home_area_needs_no_prefix():
    assert codes("ฉลุงครับ ขอผ้าอ้อม") == []
    assert codes("ฉลุงครับ ขอผ้าอ้อม", home=["9011"]) == ["901108"]


def test_the_home_area_does_not_overrule_what_is_said():
    assert codes("ต.หนองบัว อ.เมือง จ.กาญจนบุรี", home=["90"]) == ["710106"]


def test_the_person_in_need_counts_and_not_where_their_child_works():
    assert codes("แม่อยู่ ต.ควนลัง อ.หาดใหญ่ หนูทำงานอยู่กรุงเทพ") == ["901102"]
    assert codes("ผมอยู่สงขลา แต่ป้าอยู่บางพลัด") == ["1025"]


def test_a_capital_district_without_its_province_is_too_little():
    assert codes("อ.เมือง") == []


def test_the_span_covers_the_address():
    text = "แม่ล้มค่ะ บ้านอยู่ ต.ควนลัง อ.หาดใหญ่ ช่วยด้วย"
    span = find_places(text)[0].span
    assert text[span.start : span.end] == "ต.ควนลัง อ.หาดใหญ่"


def test_a_certain_place_scores_higher_than_a_guessed_one():
    assert find_places("อ.หาดใหญ่")[0].score > find_places("อยู่หาดใหย่")[0].score


def test_the_certain_part_of_several_readings_is_what_they_share():
    readings = [gazetteer().area(code) for code in ("901102", "901113")]
    assert certain_part(readings).code == "9011"
    assert certain_part([gazetteer().area("90"), gazetteer().area("50")]) is None
    assert certain_part([]) is None
