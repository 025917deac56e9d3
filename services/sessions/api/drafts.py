"""Drafts of concerns: written, read, changed and destroyed by their author, and known to nobody else (C2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

from eventsourcing.persistence import IntegrityError
from fastapi import Depends, Response

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.drafts import Draft, Drafted, last_day
from services.sessions.forms.drafts import DraftIn, DraftOut, ListedDraft, draft_form, listed_draft
from services.sessions.policy.drafts import DRAFTS
from shared.aside import Laid
from shared.store import Answered
from shared.web.answers import Silent, Unplaced
from shared.web.calls import calls
from shared.web.once import check_match, check_same
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Drafts of concerns")
ANYBODY, AUTHOR = frozenset({"anybody"}), frozenset({"author"})


class DraftsCall(SessionsCall):
    """A request about one's own drafts.

    It writes to no log. What makes a POST safe to send again lies in the draft itself, since the rows for that are backed up.
    """

    def today_and_last_day(self) -> tuple[date, date]:
        home = self.relations.home_of(self.person)
        if home is None:
            raise self.unheard_of("person")
        today = self.today(home)
        return today, last_day(today, self.relations.concern_rules_at(home, today).draft_days)

    def begin_draft(self, drafted: Drafted) -> Response:
        self.permit(DRAFTS, ANYBODY, "draft")
        once, (_, until) = self._asked, self.today_and_last_day()
        id = UUID(bytes=once.key[:16], version=4) if once else uuid4()
        sent = once.body.hex() if once else ""
        try:
            self.drafts.begin(id, Draft.begin(drafted, self.desk.store.now(), sent), until)
        except IntegrityError:
            _, there = self.drafts.one(id)
            check_same(Answered(bytes.fromhex(there.sent), 201, None, 1, 0), once)
        return _answer(201, 1, Location=f"/concern-drafts/{id}")

    def own(self, id: UUID, action: str) -> tuple[Laid, Draft]:
        """404 for anybody else's, as for none."""
        if not self.judge(DRAFTS, AUTHOR, action).allowed:
            raise not_found()
        return self.drafts.one(id)

    def match(self, draft: Draft) -> None:
        check_match(self._request, draft.version)


Own = Annotated[DraftsCall, Depends(calls("sessions.restricted", DraftsCall))]


def _answer(status: int, version: int, **headers: str) -> Response:
    return Unplaced(status_code=status, headers={"ETag": f'"{version}"', **headers})


@router.post("/concern-drafts", status_code=201, response_class=Unplaced)
def draft_concern(body: DraftIn, call: Own) -> Response:
    """Draft a concern, for your eyes alone; nobody else can learn that it is there.

    It is destroyed once you have told the worker by a notice that names it (`draft`), or by itself when its days are over:
    seven, or as many as your agency's policy set says. To change it makes it last no longer.
    """
    return call.begin_draft(body)


@router.get("/concern-drafts", response_model_exclude_none=True)
def list_concern_drafts(call: Own) -> list[ListedDraft]:
    """Those that you have, the one that ends first before the others. None is opened for this."""
    call.permit(DRAFTS, AUTHOR, "see")
    today, _ = call.today_and_last_day()
    return [listed_draft(one, today) for one in call.drafts.all()]


@router.get("/concern-drafts/{id}", response_model_exclude_none=True)
def get_concern_draft(id: UUID, call: Own, response: Response) -> DraftOut:
    """Read it. That you did is noted in the draft itself, and nowhere else."""
    today, _ = call.today_and_last_day()
    while True:
        laid, draft = call.own(id, "read-words")
        draft = draft.opened_at(call.desk.store.now())
        if call.drafts.replace(laid, draft):
            response.headers["ETag"] = f'"{draft.version}"'
            return draft_form(laid, draft, today)


@router.put("/concern-drafts/{id}", status_code=204, response_class=Unplaced)
def revise_concern_draft(id: UUID, body: DraftIn, call: Own) -> Response:
    """Put something else in its place, whole. It lasts no longer for that."""
    while True:
        laid, draft = call.own(id, "revise")
        call.match(draft)
        draft = draft.revised(body, call.desk.store.now())
        if call.drafts.replace(laid, draft):
            return _answer(204, draft.version)


@router.delete("/concern-drafts/{id}", status_code=204, response_class=Silent)
def destroy_concern_draft(id: UUID, call: Own) -> Response:
    """Destroy it for good. Nothing brings it back, a backup neither."""
    while True:
        laid, draft = call.own(id, "destroy")
        call.match(draft)
        if call.drafts.replace(laid, draft):  # so that nobody who read it before changes it any more
            call.drafts.destroy(id)
            return Silent(status_code=204)
