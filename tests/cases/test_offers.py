"""Who is asked first: the nearest circle that has anybody suitable, the least loaded in front."""

from dataclasses import replace
from datetime import UTC, datetime

from cases import policy
from cases.needs import Urgency
from cases.offers import suitable
from cases.people import Volunteer
from tests.cases.test_case import new_case

MONDAY = 0
NEAR = Volunteer(10, ("901113",), ("home_repair",), (MONDAY,))
CASE = new_case()


def asked(*volunteers: Volunteer, already: tuple[int, ...] = ()) -> list[int]:
    return [volunteer.person_id for volunteer in suitable(CASE, volunteers, already, MONDAY)]


def test_the_sub_district_comes_before_the_district_and_the_province() -> None:
    district, province = replace(NEAR, person_id=11, areas=("901101",)), replace(NEAR, person_id=12, areas=("900101",))
    assert asked(province, district, NEAR) == [10]
    assert asked(province, district) == [11]
    assert asked(province) == [12]


def test_nobody_of_another_province_is_asked() -> None:
    assert asked(replace(NEAR, areas=("100101",))) == []


def test_somebody_who_serves_the_whole_district_is_near() -> None:
    assert asked(replace(NEAR, areas=("9011",))) == [10]


def test_who_was_asked_before_rests_or_carries_enough_is_left_out() -> None:
    assert asked(NEAR, already=(10,)) == []
    assert asked(replace(NEAR, resting=True)) == []
    assert asked(replace(NEAR, load=policy.MAX_LOAD)) == []


def test_other_skills_do_not_fit() -> None:
    assert asked(replace(NEAR, needs=("child_family",))) == []


def test_those_free_today_are_asked_first_the_less_loaded_in_front() -> None:
    busy_day = replace(NEAR, person_id=11, days=(3,))
    loaded = replace(NEAR, person_id=12, load=2)
    assert asked(busy_day, loaded, NEAR) == [10, 12]
    assert asked(busy_day, loaded, NEAR, already=(10, 12)) == [11], "the others when nobody who is free is left"


def test_only_so_many_are_asked_at_once() -> None:
    crowd = [replace(NEAR, person_id=number) for number in range(20, 30)]
    assert len(asked(*crowd)) == policy.OFFERS_AT_ONCE


def thai(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 21, hour, minute, tzinfo=policy.THAI_TIME).astimezone(UTC)


def test_a_quiet_night_does_not_use_up_an_offer() -> None:
    ends = policy.offer_ends(Urgency.NORMAL, thai(22)).astimezone(policy.THAI_TIME)
    assert (ends.day, ends.hour) == (22, 12)


def test_danger_does_not_wait_for_the_morning() -> None:
    assert policy.offer_ends(Urgency.EMERGENCY, thai(2)) - thai(2) < policy.ESCALATE_AFTER[Urgency.EMERGENCY]


def test_people_are_asked_by_day() -> None:
    for hour in range(24):
        due = policy.volunteer_check_due(Urgency.NORMAL, thai(hour)).astimezone(policy.THAI_TIME)
        assert 8 <= due.hour < 19
