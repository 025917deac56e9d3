"""A request about one's own diary: what lies in it, how something comes into it, how something leaves it for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final, TypeVar
from uuid import UUID

from fastapi import Depends, Response

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.diary import Diary
from services.sessions.domain.diary_entry import Entry
from services.sessions.domain.portfolio import Piece
from services.sessions.policy.diary import DIARIES, OWNER, relate_to_writing
from shared.access import Decision
from shared.facts import Recorded
from shared.keys import Erased
from shared.store import NotFound, VersionConflict
from shared.tables import Away
from shared.web.calls import TRIES, Law, calls
from shared.web.problems import Problem

ENTRIES: Final = Law(Entry, DIARIES, relate_to_writing, lambda _: "")
PIECES: Final = Law(Piece, DIARIES, relate_to_writing, lambda _: "")
W = TypeVar("W", Entry, Piece)


class DiaryCall(SessionsCall):
    """A request over the diary's log, which goes to no topic."""

    def own(self, action: str) -> Decision:
        """What one may do with one's own diary, whether there is one or not."""
        return self.permit(DIARIES, OWNER, action)

    def diary(self) -> tuple[Diary, list[Recorded]]:
        """One's own and its history; empty where one keeps none."""
        id = Diary.id_of(self.person)
        try:
            return self.desk.store.past(Diary, id)
        except NotFound:
            return Diary(id), []

    def keep(
        self, writing: Entry | Piece, decision: Decision, place: str, enter: Callable[[Diary], None]
    ) -> Response:
        """Something new, and that it is there, recorded together; loaded again when another device was faster."""
        for _ in range(TRIES):
            diary, _history = self.diary()
            enter(diary)
            try:
                return self.begin(writing, decision, f"{place}/{writing.id}", diary)
            except VersionConflict:
                continue
        raise VersionConflict

    def reading(self, law: Law[W], id: UUID, as_of: int | datetime | None = None) -> list[Recorded]:
        """Its history, not opened yet. 404 to everybody but its owner; to its owner it is erased once they deleted it."""
        _, records, _ = self.read(law, id, as_of)
        if self.desk.store.get(law.kind, id).deleted:
            raise Erased
        return records

    def delete(self, law: Law[W], id: UUID, strike: Callable[[Diary], None]) -> Response:
        """Struck from the diary and marked as deleted in one step; then its key is destroyed."""
        self.reading(law, id)

        def command(writing: W) -> list[Diary]:
            diary, _ = self.diary()
            strike(diary)
            writing.delete()
            return [diary]

        answer = self.change(law, id, "delete", command, if_match=True)
        try:
            self.desk.store.keys.destroy(f"rk:{id}")
        except Away as away:
            # It is shown to nobody any more; and the house's next rounds destroy the key as soon as they can.
            title = (
                f"It is deleted. Its key is destroyed as soon as a part of the house answers: {away.part}."
            )
            raise Problem(503, "away", title, headers={"Retry-After": str(away.retry_after)}) from away
        return answer


Diaries = Annotated[DiaryCall, Depends(calls("sessions.diary", DiaryCall))]
