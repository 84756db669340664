"""Words to those who run the service, when something is wrong with it."""

from cases.replies import Reply, Text


def stuck(minutes: int) -> Reply:
    """Events or messages wait too long."""
    return Text(
        f"⚠️ ระบบข้อต่อมีข้อความค้างมาแล้ว {minutes} นาทีค่ะ ผู้แจ้งอาจยังไม่ได้รับคำตอบ ฝากผู้ดูแลระบบตรวจดูด้วยนะคะ (คำสั่ง: khotto doctor)"
    )


def parked(count: int) -> Reply:
    """Events could not be handled and were set aside."""
    return Text(
        f"⚠️ มีข้อความ {count} ข้อความที่ระบบอ่านไม่สำเร็จ เก็บไว้ให้แล้วไม่หายค่ะ "
        "ฝากผู้ดูแลระบบตรวจดูด้วยนะคะ (คำสั่ง: khotto events parked)"
    )


def quota_low(left: int, limit: int) -> Reply:
    """The month's messages run out."""
    return Text(
        f"⚠️ เดือนนี้เหลือข้อความที่ส่งได้ {max(left, 0)} จาก {limit} ข้อความค่ะ ตอบคนที่ทักมายังส่งได้ไม่จำกัด "
        "แต่ข้อความแจ้งเตือนอาจต้องรอ ถ้าต้องการส่งเพิ่ม เปลี่ยนแพ็กเกจได้ใน LINE Official Account Manager นะคะ"
    )
