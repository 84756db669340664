"""The official areas of Thailand can be looked up, named and searched."""

import pytest

from nlp.gazetteer import gazetteer, own_name


def test_it_holds_every_province_district_and_subdistrict():
    codes = gazetteer().codes()
    assert [sum(len(code) == digits for code in codes) for digits in (2, 4, 6)] == [77, 928, 7436]


def test_an_area_knows_the_areas_around_it():
    area = gazetteer().area("901102")
    assert (area.subdistrict, area.district, area.province) == ("ควนลัง", "หาดใหญ่", "สงขลา")


def test_an_unknown_code_is_no_area():
    assert gazetteer().area("999999") is None
    assert gazetteer().name("999999") == ""
    assert gazetteer().children("999999") == []


def test_the_areas_of_the_whole_country_are_its_provinces():
    assert len(gazetteer().children()) == 77
    assert all(area.code.startswith("9011") for area in gazetteer().children("9011"))


@pytest.mark.parametrize(
    ("code", "full", "name"),
    [
        ("901113", True, "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา"),
        ("901113", False, "ต.ท่าข้าม"),
        ("9011", True, "อ.หาดใหญ่ จ.สงขลา"),
        ("90", True, "จ.สงขลา"),
        ("101702", True, "แขวงบางกะปิ เขตห้วยขวาง กรุงเทพมหานคร"),
        ("10", True, "กรุงเทพมหานคร"),
    ],
)
def test_areas_are_named_as_people_name_them(code, full, name):
    assert gazetteer().name(code, full) == name


def test_a_postcode_leads_to_its_subdistricts():
    assert {area.district for area in gazetteer().by_postcode("90130")} == {"จะนะ"}
    assert gazetteer().by_postcode("00000") == []


@pytest.mark.parametrize(
    ("typed", "within", "found"),
    [
        ("หาดใหย่", "90", "หาดใหญ่"),
        ("อ.หาดไหญ่", "90", "หาดใหญ่"),
        ("ศรีษะเกษ", "", "ศรีสะเกษ"),
        ("เชียงไหม่", "", "เชียงใหม่"),
        ("กรุงเทพ", "", "กรุงเทพมหานคร"),
        ("โกลก", "96", "สุไหงโก-ลก"),
        ("เมือง", "90", "เมืองสงขลา"),
        ("คลองแห", "90", "คลองแห"),
    ],
)
def test_a_search_finds_what_somebody_meant(typed, within, found):
    assert own_name(gazetteer().search(typed, within)[0]) == found


def test_a_search_for_nothing_finds_nothing():
    assert gazetteer().search("  ") == []
    assert gazetteer().search("ฮฮฮฮฮฮ", "90") == []
