"""Difficulties with supervision itself: raised, answered, taken back; and how many there were in a closed year."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.agreements.api.calls import AgreementCall, Agreements, Restricted
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.difficulty import Difficulty, DifficultyStatus
from services.agreements.domain.difficulty_under import Under, Within
from services.agreements.events import Requirement
from services.agreements.events.difficulties import About
from services.agreements.forms.difficulties import (
    AnswerIn,
    CountedYear,
    DifficultyIn,
    DifficultyOut,
    DifficultyWordsOut,
    ListedDifficulty,
    counted_year,
    difficulty_form,
    difficulty_words,
    listed_difficulty,
)
from services.agreements.policy import COUNTS, DIFFICULTIES, relate_to_difficulty
from services.agreements.policy.difficulty import BETWEEN
from services.agreements.views import DifficultiesView, DifficultyCountsView, counts_of, difficulties_of
from shared.identity import AgencyId, PersonId
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Difficulties with supervision")
LAW: Final = Law(Difficulty, DIFFICULTIES, relate_to_difficulty, lambda one: one.status)


@router.post("/difficulties", status_code=201, response_class=Response)
def raise_difficulty(body: DifficultyIn, call: Restricted, under: Agreements) -> Response:
    """Take a difficulty to the person whom your agreement names, or a breach to a privacy officer.

    You and that person alone can know of it. An answer is due within two weeks, or sooner where the agency's policy set
    demands it.
    """
    agreement, _, _ = under.read(under.law, body.agreement)
    stands = frozenset({"worker"} if call.person == agreement.worker else ())
    decision = call.permit(DIFFICULTIES, stands, "raise", "open")
    difficulty = Difficulty.raise_under(
        uuid4(),
        _under(under, agreement, body.about),
        by=call.person,
        about=body.about,
        breach=body.breach,
        words=body.words,
        to=body.to,
        today=under.today(agreement),
    )
    return call.begin(difficulty, decision, f"/difficulties/{difficulty.id}")


def _under(call: AgreementCall, agreement: Agreement, about: About) -> Under:
    assert agreement.agency is not None
    today, named = call.today(agreement), agreement.current.terms.difficulties_to
    return Under(
        agreement=agreement.id,
        agency=agreement.agency,
        worker=agreement.worker,
        supervisor=agreement.supervisor,
        named=named,
        officers=_officers(call, agreement) if about is About.BREACH else frozenset(),
        terms_version=agreement.current.number,
        agreed=agreement.in_force is not None,
        out_of_reach=named is not None
        and (agreement.covered_by(named, today) is not None or not call.relations.works_at(named)),
        covers=frozenset(one.person for one in agreement.covers if not one.ended and one.ends >= today),
        within=_within(call, agreement.agency, today),
    )


def _within(call: AgreementCall, agency: AgencyId, today: date) -> Within | None:
    """What the agency's policy set demands; what it recommends moves no date."""
    required = call.relations.requirements_at(agency, today)
    if required is None or Requirement.DIFFICULTY_ANSWERED in required.advised:
        return None
    days = required.requirements.difficulty_answered_within_days
    return Within(days, required.policy_set, required.edition) if days is not None else None


def _officers(under: AgreementCall, agreement: Agreement) -> frozenset[PersonId]:
    assert agreement.agency is not None
    under.relations.require_fresh()
    return under.relations.holding("privacy_officer", agreement.agency)


@router.get("/difficulties")
def list_difficulties(
    request: Request,
    response: Response,
    call: Restricted,
    status: Annotated[DifficultyStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedDifficulty]:
    """Those that you raised or that went to you, in the order of raising."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(DIFFICULTIES, frozenset(BETWEEN), "see", "open")  # one's own; the rows decide which these are
    call.await_view(DifficultiesView)
    rows = difficulties_of(call.desk.shelf, person, status, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["raised"], row["id"]])
    return [listed_difficulty(row) for row in page]


@router.get("/difficulties/counts")
def list_difficulty_counts(
    call: Agreements, agency: Annotated[UUID, Query(description="Which agency's.")]
) -> list[CountedYear]:
    """How many difficulties were raised at an agency in each closed year, where workers enough raised any (C5)."""
    person, at = call.person, AgencyId(agency)
    call.relations.require_fresh()
    call.permit(COUNTS, call.relations.roles_at(person, at), "see")
    call.await_view(DifficultyCountsView)
    return [counted_year(row) for row in counts_of(call.desk.shelf, at)]


@router.get("/difficulties/{id}")
def get_difficulty(
    id: UUID, call: Restricted, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> DifficultyOut:
    """How it stands; opens nothing."""
    difficulty, records, _ = call.read(LAW, id, as_of(at))
    response.headers["ETag"] = f'"{difficulty.version}"'
    return difficulty_form(difficulty, records)


@router.get("/difficulties/{id}/history")
def get_difficulty_history(id: UUID, call: Restricted) -> list[Past]:
    """What happened to it, in order: the clear part."""
    _, records, _ = call.read(LAW, id)
    return history(records, lambda _: True)


@router.get("/difficulties/{id}/words", response_model_exclude_none=True)
def get_difficulty_words(id: UUID, call: Restricted, response: Response) -> DifficultyWordsOut:
    """What was said, and every answer. This opens content: it is accounted for, out of everybody else's sight."""
    difficulty, records, _ = call.read(LAW, id)
    decision = call.demand(LAW, difficulty, "read-words")
    response.headers["ETag"] = f'"{difficulty.version}"'
    acting = call.acting.at(difficulty.agency)
    return difficulty_words(call.desk.store, difficulty, records, decision, acting)


@router.post("/difficulties/{id}/answers", status_code=204, response_class=Response)
def answer_difficulty(id: UUID, body: AnswerIn, call: Restricted) -> Response:
    """Answer it, as often as there is more to say; the first answer meets the due date."""
    return call.change(LAW, id, "answer", lambda difficulty: difficulty.answer(call.person, body.words))


@router.post("/difficulties/{id}/withdrawal", status_code=204, response_class=Response)
def withdraw_difficulty(id: UUID, call: Restricted) -> Response:
    """Take back what you raised, before an answer or after; it stays readable to the two of you."""
    return call.change(LAW, id, "withdraw", lambda difficulty: difficulty.withdraw(call.person))
