"""Consent to the use of personal data: plain, by purpose, refusable (PDPA s.19, s.23, s.26)."""

from cases.replies import Card, Link, Text
from handlers.engine.steps import View

SERVICE_TITLE = "ขออนุญาตก่อนนะคะ"
REFUSED = "ไม่เป็นไรค่ะ ข้อต่อจะไม่เก็บเรื่องของคุณ\nถ้าต้องการความช่วยเหลือ โทรสายด่วนเหล่านี้ได้เลย หรือถ้าเปลี่ยนใจ กด “แจ้งเรื่อง” ได้ทุกเมื่อค่ะ"
SORRY = "กดปุ่ม หรือพิมพ์ว่า ยินยอม หรือ ไม่ยินยอม ได้เลยค่ะ"
WITHDRAWN = "ถอนความยินยอมให้แล้วค่ะ ข้อต่อไม่เก็บเรื่องของคุณไว้ ถ้าเปลี่ยนใจ กด “แจ้งเรื่อง” ได้ทุกเมื่อค่ะ"
WITHDRAWN_WITH_CASES = (
    "ถอนความยินยอมให้แล้วค่ะ เรื่องที่ยังไม่จบหยุดไว้ทั้งหมด และข้อต่อแจ้งผู้ประสานงานให้ดูแลเรื่องลบข้อมูลเก่าแล้ว\n"
    "ถ้าเปลี่ยนใจ กด “แจ้งเรื่อง” ได้ทุกเมื่อค่ะ"
)
WITHDRAWAL_REASON = "ผู้แจ้งถอนความยินยอมให้ใช้ข้อมูล"
AGREE, REFUSE = "ยินยอม", "ไม่ยินยอม"
NO_WORDS = ("ไม่", "ไม่เอา", "ไม่ตกลง", "ไม่โอเค")
HOTLINES = "เบอร์ที่ช่วยได้"


def ask_service(view: View) -> Card:
    """The first purpose: to be helped at all. Notice of who sees what, how long, and how to withdraw."""
    organisation = view.facts["organisation"]
    links = (Link("อ่านนโยบายฉบับเต็ม", view.facts["privacy_url"]),) if view.facts.get("privacy_url") else ()
    return Card(
        SERVICE_TITLE,
        f"เพื่อช่วยคุณ {organisation} ต้องเก็บเรื่องที่เล่า ที่อยู่ เบอร์โทร รวมถึงเรื่องสุขภาพหรือความพิการที่คุณบอก\n"
        "• ผู้ประสานงานของศูนย์ และอาสาที่รับเรื่องของคุณเท่านั้นที่เห็น\n"
        "• เก็บไม่เกิน 2 ปีหลังเรื่องจบ\n"
        "• ขอดู แก้ไข ลบ หรือถอนความยินยอมได้ทุกเมื่อ พิมพ์ว่า “ถอนความยินยอม”\n"
        "ยินยอมให้เก็บและใช้ข้อมูลนี้เพื่อช่วยเหลือไหมคะ",
        buttons=links,
    )


ASK_AGENCIES = (
    "อีกข้อหนึ่งค่ะ\nหากต้องให้หน่วยงานช่วย เช่น พมจ. อบต. หรือโรงพยาบาล "
    "ยินยอมให้ส่งข้อมูลของเรื่องนี้ให้หน่วยงานนั้นไหมคะ (ไม่ยินยอมก็แจ้งเรื่องต่อได้)"
)


def thanks() -> Text:
    """After both questions, where nothing was waiting."""
    return Text("ขอบคุณค่ะ อยากให้ช่วยเรื่องอะไร พิมพ์เล่ามาได้เลย")
