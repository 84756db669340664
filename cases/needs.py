"""The needs, intents and urgencies that the service knows. A need is added by adding a row."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of help that people ask for.

    `code` is stable: it stands in the database, in exports and in the API.
    `thai` is the formal name; `short` fits a button (20 grapheme clusters at most).
    """

    code: str
    thai: str
    short: str
    emoji: str


# The first three are those the service was founded for: they come first wherever needs are listed.
NEEDS: tuple[Need, ...] = (
    Need("home_repair", "ซ่อมแซม/ปรับสภาพบ้าน", "ซ่อม/ปรับบ้าน", "🏠"),
    Need("disability_aid", "ช่วยเหลือคนพิการ", "ช่วยคนพิการ", "🦽"),
    Need("consumer_complaint", "ร้องเรียนผู้บริโภค", "ร้องเรียนผู้บริโภค", "🛒"),
    Need("elderly_care", "ผู้สูงอายุ/ผู้ป่วยติดเตียง", "ผู้สูงอายุ/ติดเตียง", "👵"),
    Need("basic_needs", "ปัจจัยยังชีพ", "อาหาร/ปัจจัยยังชีพ", "🍚"),
    Need("health_rights", "สิทธิสุขภาพ", "สิทธิรักษาพยาบาล", "🏥"),
    Need("public_space", "สิ่งแวดล้อม/ที่สาธารณะ", "ถนน/ขยะ/ที่สาธารณะ", "🚧"),
    Need("child_family", "เด็กและครอบครัว", "เด็กและครอบครัว", "👧"),
)

BY_CODE: dict[str, Need] = {need.code: need for need in NEEDS}
CODES: tuple[str, ...] = tuple(BY_CODE)


class Intent(StrEnum):
    """What the writer wants to do; every message has exactly one."""

    REPORT = "report"
    ASK = "ask"
    TRACK = "track"
    MEETING = "meeting"
    OFFER = "offer"
    HUMAN = "human"
    SMALLTALK = "smalltalk"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon somebody must act."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"

    @property
    def rank(self) -> int:
        """0 for the most pressing; sorts a queue."""
        return list(Urgency).index(self)


def thai_names(codes: list[str] | tuple[str, ...]) -> str:
    """The formal Thai names of some needs, in the service's order, joined for a sentence."""
    return ", ".join(need.thai for need in NEEDS if need.code in codes)
