"""Contact that was held, views filled with facts as a log of them would fill one, and the floor that asks for their rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from bench.material import DEMO, MAYA, SAM
from bench.places import VIEWS, Ground
from services.sessions.domain.session import Session
from services.sessions.domain.under import Under
from services.sessions.events import Modality
from shared.facts import Fact, Recorded
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.identity import AgencyId

NOW = datetime(2026, 3, 20, 15, tzinfo=UTC)
"""A Friday; the agreements of the demo name Tuesdays."""
AGENCY: AgencyId = DEMO.agencies["harbour"]


def contact(agreement: UUID) -> Session:
    under = Under(agreement, MAYA, AGENCY, DEMO.placements["maya"], False, frozenset({SAM}))
    return Session.contact(
        uuid4(),
        under,
        by=MAYA,
        supervisor=SAM,
        starts=NOW - timedelta(hours=2),
        minutes=60,
        modality=Modality.FACE_TO_FACE,
        now=NOW,
    )


def envelope(stream_type: str, stream: UUID, fact: Fact, at: datetime) -> Recorded:
    return Recorded(
        *(uuid4(), "sessions", stream_type, stream, 1, at, MAYA, None, None, AGENCY, uuid4()),
        *(None, None, None, None, "bench", None, fact),
    )


def filled(shelf: Shelf, view: View, facts: Iterator[Recorded]) -> None:
    """A generation of its own, as a log of these facts would fill it."""
    generation = shelf.begin_anew(view)
    with shelf.tables.write() as rows:
        for one in facts:
            view.take(rows, one, generation.table)
    shelf.serve(generation)


def selected(ground: Ground, shelf: Shelf, view: View, where: str) -> int:
    """One plain select of a view's rows, by the driver alone; answers how many there are."""
    table = shelf.prepare(view).table("rows")
    connection: Any = ground.bare(VIEWS)
    many = len(connection.execute(f"SELECT * FROM {table} WHERE {where}").fetchall())
    connection.close()
    return many
