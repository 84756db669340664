"""One transaction over everything that is remembered."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from storage.cases import CasesTable
from storage.conversations import ConversationsTable
from storage.corrections import CorrectionsTable
from storage.database import ONLY_READS
from storage.erasure import ErasureTable
from storage.follow_ups import FollowUpsTable
from storage.hotlines import HotlinesTable
from storage.inbox import InboxTable
from storage.job_runs import JobRunsTable
from storage.media import MediaTable
from storage.meetings import MeetingsTable
from storage.offers import OffersTable
from storage.outbox import OutboxTable, Render
from storage.people import PeopleTable
from storage.send_paces import SendPacesTable
from storage.vitals import VitalsTable
from storage.volunteers import VolunteersTable


class SqlUnitOfWork:
    """Begins on entry, keeps on `commit`, and forgets everything else on exit."""

    def __init__(self, engine: Engine, render: Render, media_folder: Path, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._render = render
        self._media_folder = media_folder
        self._now = now
        self._options: dict[str, bool] = {}

    def only_reading(self) -> Self:
        """Change nothing, and so wait for nobody who does."""
        self._options[ONLY_READS] = True
        return self

    def __enter__(self) -> Self:
        self._connection = db = self._engine.connect().execution_options(**self._options)
        self._transaction = db.begin()
        self.people = PeopleTable(db)
        self.volunteers = VolunteersTable(db)
        self.cases = CasesTable(db)
        self.offers = OffersTable(db)
        self.follow_ups = FollowUpsTable(db)
        self.meetings = MeetingsTable(db)
        self.conversations = ConversationsTable(db, self._now)
        self.media = MediaTable(db, self._media_folder)
        self.erasure = ErasureTable(db, self.media)
        self.hotlines = HotlinesTable(db)
        self.corrections = CorrectionsTable(db)
        self.inbox = InboxTable(db)
        self.outbox = OutboxTable(db, self._render, self._now)
        self.send_paces = SendPacesTable(db)
        self.job_runs = JobRunsTable(db)
        self.vitals = VitalsTable(db)
        return self

    def commit(self) -> None:
        """Keep all changes."""
        self._transaction.commit()

    def __exit__(self, *details: object) -> None:
        if self._transaction.is_active:
            self._transaction.rollback()
        self._connection.close()
