"""Rows in bulk: the columns that are filled, and values as both databases take them (text, numbers, JSON text)."""

import json
from datetime import UTC, datetime, timedelta

from storage.encryption import Cipher

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)  # a Monday morning in Thailand
DAY = 24 * 60  # minutes
AGE = 4 * 365 * DAY  # of the organisation
BEGIN = NOW - timedelta(minutes=AGE)

Row = tuple[object, ...]
Rows = dict[str, list[Row]]

COLUMNS = {
    "people": "id line_id name blocked created_at",
    "consents": "person_id purpose granted at",
    "grants": "person_id role area",
    "volunteers": "person_id needs days resting",
    "invitations": "code_hash role area expires_at used_by used_at",
    "invitation_failures": "person_id at",
    "conversations": "chat state updated_at standing",
    "meetings": "id title place starts_at area called_by",
    "attendance": "meeting_id person_id coming at",
    "case_counters": "year last",
    "cases": "id number reporter_id volunteer_id status urgency urgency_rank needs area story beneficiary relation "
    "address phone location offer_wave escalation escalate_at opened_at assigned_at changed_at",
    "timeline": "case_id what at by note",
    "offers": "case_id volunteer_id status offered_at expires_at settled_at",
    "follow_ups": "case_id kind due_at tries done_at",
    "media": "id message_id chat kind content_type size file_name fetched_at deleted_at",
    "case_media": "case_id media_id by at",
    "inbound_events": "webhook_event_id chat message_id sent_at received_at body status attempts not_before error "
    "done_at decision",
    "outbound_messages": "chat kind recipients messages reply_token reply_until retry_key status not_before attempts "
    "request_id error created_at settled_at",
    "corrections": "text needs by at",
}


def line_id(person: int) -> str:
    """The LINE user id of a person: scattered, as LINE's are, for that is how indexes are hit."""
    return f"U{person * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}"


_DAYS = [f"{BEGIN.date() + timedelta(days=number)} " for number in range(AGE // DAY + 365)]
_CLOCK = [f"{minute // 60:02d}:{minute % 60:02d}:00.000000" for minute in range(DAY)]


def moment(minute: float) -> str:
    """A point in time, in whole minutes since the organisation began."""
    days, minutes = divmod(int(minute) + BEGIN.hour * 60, DAY)
    return _DAYS[days] + _CLOCK[minutes]


class Sealed:
    """Sealed values of usual lengths, shared by all rows: what they say matters to no query."""

    def __init__(self, cipher: Cipher) -> None:
        self.name = cipher.seal("สมหญิง ใจดี".encode())
        self.story = cipher.seal(("หลังคาบ้านแม่รั่วทั้งหลัง ฝนตกทีไรเปียกหมด แม่นอนติดเตียง " * 2).encode())
        self.note = cipher.seal("ไปดูบ้านแล้ว กระเบื้องแตกสิบแผ่น นัดช่างวันเสาร์".encode())
        self.phone = cipher.seal(b"0812345678")
        self.location = cipher.seal(b"[7.008647, 100.474688]")
        self.state = cipher.seal(json.dumps({"heard_at": NOW.isoformat(), "last_words": "ขอบคุณค่ะ"}).encode())
        self.event = cipher.seal(json.dumps(_EVENT).encode())
        self.messages = cipher.seal(json.dumps([_MESSAGE]).encode())


_EVENT = {
    "type": "message",
    "mode": "active",
    "timestamp": 1_790_000_000_000,
    "source": {"type": "user", "userId": line_id(1)},
    "webhookEventId": "01H8BVQ5ZR5DN3Z9J6VYQ1PZ7A",
    "deliveryContext": {"isRedelivery": False},
    "replyToken": "b60d432864f44d079f6d8efe86cf404b",
    "message": {"id": "508765432109876543", "type": "text", "quoteToken": "q" * 90, "text": "หลังคาบ้านแม่รั่วทั้งหลัง"},
}
_MESSAGE = {
    "type": "text",
    "text": "ขอบคุณที่เล่าให้ฟังค่ะ ขอเบอร์โทรที่อาสาจะติดต่อได้ด้วยนะคะ เช่น 081-234-5678",
    "quickReply": {"items": [{"type": "action", "action": {"type": "postback", "label": "ข้าม", "data": "s" * 60}}]},
}
