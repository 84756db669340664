"""A volunteer signs up: where, with what, on which days."""

from typing import Any

from cases.needs import NEEDS
from cases.people import Volunteer
from handlers import referrals
from handlers.engine.dialogue import Dialogue
from handlers.engine.place_step import AskPlace
from handlers.engine.questions import ChooseMany, Confirm
from handlers.engine.steps import END, Option
from handlers.talk import Talk
from handlers.texts import sign_up as texts

_SKILLS = tuple(Option(need.code, texts.skill_label(need.code), (need.thai, need.short)) for need in NEEDS)
_DAYS = tuple(Option(str(number), name, texts.day_words(name)) for number, name in enumerate(texts.DAYS))


def _enrol(talk: Talk, answers: dict[str, Any]) -> None:
    code = (talk.state.pop("invitation", None) or {}).get("code")
    if code:
        talk.uow.people.use_invitation(code, talk.person.id, talk.now)
    before = talk.uow.volunteers.get(talk.person.id)
    area = answers["place"]["code"]
    areas = tuple(dict.fromkeys([*(before.areas if before else ()), area]))
    days = tuple(sorted(int(day) for day in answers["days"]))
    volunteer = Volunteer(talk.person.id, areas, tuple(answers["skills"]), days)
    talk.uow.volunteers.save(volunteer)
    talk.say(texts.welcome_volunteer(talk.area_name(area)))
    referrals.offer_what_waits(talk, volunteer)


SIGN_UP = Dialogue(
    name="sign_up",
    about="a volunteer with an invitation says where, with what and when they help; a second code adds an area",
    steps=(
        AskPlace(
            "place",
            texts.ASK_PLACE,
            next="skills",
            sorry=texts.PLACE_SORRY,
            map_allowed=False,
            within_fact="invited",
        ),
        ChooseMany("skills", texts.ASK_SKILLS, next="days", options=_SKILLS, everything=texts.EVERYTHING),
        ChooseMany("days", texts.ASK_DAYS, next="confirm", options=_DAYS, everything=texts.EVERY_DAY),
        Confirm("confirm", texts.summary, next=END, sorry=texts.CONFIRM_SORRY, fields=texts.FIELDS),
    ),
    on_finish=_enrol,
)
