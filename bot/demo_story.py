"""Sample people and places of the demo, and the story that its page suggests."""

from dataclasses import dataclass

from bot.wiring import App
from cases.needs import CODES
from cases.people import Role, Volunteer
from simulator.page_routes import Step


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody with a phone on the demo's page."""

    line_id: str
    name: str
    role: Role | None = None


_RESIDENT = SamplePerson("U" + "1" * 32, "ป้าสมศรี (ชาวบ้าน)")
_VOLUNTEER = SamplePerson("U" + "2" * 32, "นิด (อาสา)", Role.VOLUNTEER)
_COORDINATOR = SamplePerson("U" + "3" * 32, "หนุ่ย (ผู้ประสานงาน)", Role.COORDINATOR)
PEOPLE = (_RESIDENT, _VOLUNTEER, _COORDINATOR)

PROVINCE = "90"
DISTRICT_NAME, SUBDISTRICT_NAME = "หาดใหญ่", "ท่าข้าม"

STORY = (
    Step(
        "ป้าสมศรีเล่าเรื่องเดือดร้อนเป็นคำพูดของตัวเอง แล้วตอบคำถามที่เหลือจนได้เลขที่เรื่อง",
        _RESIDENT.name,
        "หลังคาบ้านแม่รั่วทั้งหลัง แม่ป่วยติดเตียง ฝนจะตกอีกแล้ว อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678",
    ),
    Step("นิดได้รับเรื่องใกล้บ้าน กด “รับเรื่อง” แล้วจึงเห็นชื่อและเบอร์โทร", _VOLUNTEER.name),
    Step("นิดกด “ลงเยี่ยมแล้ว” ส่งรูป แล้วกด “ช่วยเสร็จแล้ว”", _VOLUNTEER.name),
    Step("เลื่อนเวลาไป 3 วัน ข้อต่อจะถามป้าสมศรีว่าได้รับความช่วยเหลือจริงไหม"),
    Step("ป้าสมศรีกด “ยังไม่ได้รับ” เรื่องจะเปิดอีกครั้ง และถึงทั้งอาสาและผู้ประสานงาน", _RESIDENT.name),
    Step("หนุ่ยดูเรื่องที่รออยู่ เปิดเรื่อง หรือนัดประชุม", _COORDINATOR.name, "เมนู"),
    Step("เหตุฉุกเฉิน: ข้อต่อให้เบอร์สายด่วนทันที และแจ้งหนุ่ย", _RESIDENT.name, "ช่วยด้วย ยายหมดสติ ไม่หายใจ"),
)


def seed(app: App) -> None:
    """Make the tables, the volunteer and the coordinator."""
    app.migrate()
    gazetteer = app.gazetteer
    district = next(area for area in gazetteer.children(PROVINCE) if area.district == DISTRICT_NAME)
    area = next(area for area in gazetteer.children(district.code) if area.subdistrict == SUBDISTRICT_NAME)
    with app.unit_of_work() as uow:
        for person in PEOPLE:
            known = uow.people.by_line_id(person.line_id)
            uow.people.rename(known.id, person.name)
            if person.role is Role.VOLUNTEER:
                uow.volunteers.save(Volunteer(known.id, (area.code,), CODES, tuple(range(7))))
            elif person.role:
                uow.people.grant(known.id, person.role, PROVINCE)
        uow.commit()
