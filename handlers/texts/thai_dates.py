"""Days and hours as Thai people read them: Buddhist era, 09.00 น."""

from datetime import datetime

from cases.policy import THAI_TIME

_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
_DAYS = ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์")


def day(moment: datetime) -> str:
    """21 พ.ย. 2569"""
    local = moment.astimezone(THAI_TIME)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year + 543}"


def clock(moment: datetime) -> str:
    """09.00 น."""
    return moment.astimezone(THAI_TIME).strftime("%H.%M น.")


def day_and_clock(moment: datetime) -> str:
    """21 พ.ย. 2569 เวลา 09.00 น."""
    return f"{day(moment)} เวลา {clock(moment)}"


def weekday_and_clock(moment: datetime) -> str:
    """วันเสาร์ที่ 21 พ.ย. 2569 เวลา 09.00 น."""
    return f"{_DAYS[moment.astimezone(THAI_TIME).weekday()]}ที่ {day_and_clock(moment)}"
