"""Every table. A change here needs a migration in `storage/migrations/versions/`."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Insert,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

from cases.case import IN_HAND, WAITING
from cases.policy import LEVELS
from storage.encryption import EncryptedBytes, EncryptedJSON, EncryptedText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in INTEGER keys


class Moment(TypeDecorator[datetime]):
    """A point in time: UTC in the database, aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so none is written there."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _key() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, **options: Any) -> Column[int]:
    return Column(name, Id, ForeignKey(f"{target}.id"), **options)


# Conditions of partial indexes. A query must say the same in literal words, or the index is of no use to it.
NOT_A_VOLUNTEER = "role <> 'volunteer'"
WAITS = f"status IN ({', '.join(repr(str(status)) for status in sorted(WAITING))})"
IS_IN_HAND = f"status IN ({', '.join(repr(str(status)) for status in sorted(IN_HAND))})"
MAY_CLIMB = f"escalation < {LEVELS}"


def _partial_index(name: str, columns: list[str], where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def new_id(db: Connection, statement: Insert, values: dict[str, Any] | None = None) -> int:
    """Run an INSERT of one row, with its values in it or beside it; returns the key that the database gave."""
    key = db.execute(statement, values).inserted_primary_key
    assert key is not None, "only a single-row INSERT has one key"
    return int(key[0])


# People

people = Table(
    "people",
    metadata,
    _key(),
    Column("line_id", String(64), nullable=False, unique=True),
    Column("name", EncryptedText, nullable=False, default=""),
    Column("blocked", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    _key(),
    _ref("person_id", "people", nullable=False),
    Column("role", String(16), nullable=False),
    Column("area", String(6), nullable=False),
    UniqueConstraint("person_id", "role", "area"),
    Index(None, "area", "role"),
    _partial_index("ix_grants_coordinators", ["area", "person_id"], NOT_A_VOLUNTEER),
)

consents = Table(
    "consents",
    metadata,
    _key(),
    _ref("person_id", "people", nullable=False, index=True),
    Column("purpose", String(16), nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("area", String(6), nullable=False),
    Column("expires_at", Moment, nullable=False),
    _ref("used_by", "people"),
    Column("used_at", Moment),
)

invitation_failures = Table(
    "invitation_failures",
    metadata,
    _key(),
    _ref("person_id", "people", nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Index(None, "person_id", "at"),
)

volunteers = Table(
    "volunteers",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("needs", JSON, nullable=False),
    Column("days", JSON, nullable=False),
    Column("resting", Boolean, nullable=False, default=False),
)

# Cases

case_counters = Table(
    "case_counters",
    metadata,
    Column("year", SmallInteger, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    _key(),
    Column("number", String(16), nullable=False, unique=True),
    _ref("reporter_id", "people", nullable=False),
    _ref("volunteer_id", "people"),
    Column("status", String(16), nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("urgency_rank", SmallInteger, nullable=False),
    Column("needs", JSON, nullable=False),
    Column("area", String(6), nullable=False),
    Column("story", EncryptedText, nullable=False),
    Column("beneficiary", EncryptedText, nullable=False),
    Column("relation", String(16), nullable=False),
    Column("address", EncryptedText, nullable=False),
    Column("phone", EncryptedText, nullable=False),
    Column("location", EncryptedJSON),
    Column("offer_wave", SmallInteger, nullable=False),
    Column("escalation", SmallInteger, nullable=False),
    Column("escalate_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("assigned_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("erased_at", Moment),
    Index(None, "reporter_id", "opened_at"),
    Index(None, "volunteer_id", "status"),
    Index(None, "area", "reporter_id"),
    _partial_index("ix_cases_in_hand", ["volunteer_id"], IS_IN_HAND),
    _partial_index("ix_cases_waiting", ["area", "urgency_rank", "opened_at", "escalation", "escalate_at", "id"], WAITS),
    _partial_index("ix_cases_to_escalate", ["escalate_at"], MAY_CLIMB),
    _partial_index("ix_cases_to_erase", ["changed_at"], "erased_at IS NULL"),
)

timeline = Table(
    "timeline",
    metadata,
    _key(),
    _ref("case_id", "cases", nullable=False, index=True),
    Column("what", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    _ref("by", "people"),
    Column("note", EncryptedText, nullable=False, default=""),
)

media = Table(
    "media",
    metadata,
    _key(),
    Column("message_id", String(64), nullable=False, unique=True),
    Column("chat", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("content_type", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("file_name", String(96), nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

media_content = Table(  # empty on SQLite, where the bytes lie in files
    "media_content",
    metadata,
    Column("media_id", Id, ForeignKey("media.id"), primary_key=True, autoincrement=False),
    Column("data", EncryptedBytes, nullable=False),
)

case_media = Table(
    "case_media",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("media_id", Id, ForeignKey("media.id"), primary_key=True, autoincrement=False, index=True),
    _ref("by", "people", nullable=False),
    Column("at", Moment, nullable=False),
)

offers = Table(
    "offers",
    metadata,
    _key(),
    _ref("case_id", "cases", nullable=False, index=True),
    _ref("volunteer_id", "people", nullable=False),
    Column("status", String(16), nullable=False),
    Column("offered_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index(None, "volunteer_id", "status"),
    Index(None, "status", "expires_at"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    _key(),
    _ref("case_id", "cases", nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("tries", SmallInteger, nullable=False, default=0),
    Column("done_at", Moment),
    _partial_index("ix_follow_ups_due", ["due_at"], "done_at IS NULL"),
)

# Meetings

meetings = Table(
    "meetings",
    metadata,
    _key(),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("area", String(6), nullable=False),
    _ref("called_by", "people", nullable=False),
)

attendance = Table(
    "attendance",
    metadata,
    Column("meeting_id", Id, ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("coming", Boolean),
    Column("at", Moment),
    Index(None, "person_id"),
)

# Chats

conversations = Table(
    "conversations",
    metadata,
    Column("chat", String(64), primary_key=True),
    Column("state", EncryptedJSON, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    Column("standing", String(48), nullable=False, server_default=""),  # dialogue.step that waits for an answer
    _partial_index("ix_conversations_standing", ["updated_at", "standing"], "standing <> ''"),
)

inbound_events = Table(
    "inbound_events",
    metadata,
    _key(),
    Column("webhook_event_id", String(64), nullable=False, unique=True),
    Column("chat", String(64), nullable=False),
    Column("message_id", String(64), nullable=False, default=""),
    Column("sent_at", BigInteger, nullable=False),  # LINE's timestamp, milliseconds
    Column("received_at", Moment, nullable=False),
    Column("body", Text, nullable=False),  # sealed by the inbox: the hot path goes past the type system
    Column("status", String(8), nullable=False),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("not_before", Moment),
    Column("error", EncryptedText, nullable=False, default=""),  # an exception may quote what somebody wrote
    Column("done_at", Moment),
    Column("decision", String(8), nullable=False, server_default=""),  # how sure the reading of free words was
    Index("ix_inbound_events_pending", "status", "chat", "sent_at", "id"),
    _partial_index("ix_inbound_events_done", ["done_at", "decision"], "done_at IS NOT NULL"),
)

outbound_messages = Table(
    "outbound_messages",
    metadata,
    _key(),
    Column("chat", String(64), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("messages", EncryptedJSON, nullable=False),
    Column("reply_token", String(64), nullable=False, default=""),
    Column("reply_until", Moment),
    Column("retry_key", String(36), nullable=False),
    Column("status", String(8), nullable=False),
    Column("not_before", Moment),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("request_id", String(64), nullable=False, default=""),
    Column("error", EncryptedText, nullable=False, default=""),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("silent", Boolean, nullable=False, server_default=false()),  # a push without a sound
    Index("ix_outbound_messages_pending", "status", "chat", "id"),
    Index(None, "status", "not_before"),
    _partial_index("ix_outbound_messages_settled", ["settled_at", "status"], "settled_at IS NOT NULL"),
)

send_paces = Table(
    "send_paces",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("free_at", Double, nullable=False),  # seconds since 1970, by the database's clock
)

# The rest

hotlines = Table(
    "hotlines",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("verified_on", Date, nullable=False),
    Column("position", SmallInteger, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    _key(),
    Column("text", EncryptedText, nullable=False),
    Column("needs", JSON, nullable=False),
    _ref("by", "people", nullable=False),
    Column("at", Moment, nullable=False),
)

job_runs = Table(
    "job_runs",
    metadata,
    Column("job", String(32), primary_key=True),
    Column("slot", BigInteger, primary_key=True, autoincrement=False),
)

figures = Table(
    "figures",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
)
