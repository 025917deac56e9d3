"""Goals of a worker: set, gone on with, changed, ended; the two parties' alone (S8)."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.sessions.api.accesses import accesses
from services.sessions.api.agreed import agreed
from services.sessions.api.calls import Sessions
from services.sessions.api.going_on import is_over
from services.sessions.api.still_kept import require_kept
from services.sessions.domain.goal import Goal, GoalStatus
from services.sessions.forms.goals import (
    AnswersIn,
    EndingIn,
    GoalIn,
    GoalOut,
    GoalWords,
    ListedGoal,
    ProgressIn,
    goal_form,
    goal_words,
    listed_goal,
)
from services.sessions.policy import GOALS, relate_to_goal
from services.sessions.policy.goal import TWO
from services.sessions.views import GoalsView, listed_goals
from shared.access.accesses import AccessOut
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Goals")
LAW: Final = Law(Goal, GOALS, relate_to_goal, lambda one: one.status, require_kept)
IdQuery = Annotated[UUID | None, Query()]


@router.post("/goals", status_code=201, response_class=Response)
def set_goal(body: GoalIn, call: Sessions) -> Response:
    """Set a goal for the worker of an agreement, by five questions; the other of you sees and reads it too, and nobody else."""
    under = agreed(call, body.agreement)
    decision = call.permit(GOALS, under.stands(call.person), "set", "open")
    call.require_there(under.worker, under.supervisor)
    goal = Goal.set_under(uuid4(), under, call.person, body.answers())
    return call.begin(goal, decision, f"/goals/{goal.id}")


@router.get("/goals")
def list_goals(
    request: Request,
    response: Response,
    call: Sessions,
    worker: IdQuery = None,
    agreement: IdQuery = None,
    status: Annotated[GoalStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedGoal]:
    """Goals of yours, or of workers whom you supervise, in the order of setting."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(GOALS, frozenset(TWO), "see", "open")  # the rows decide which these are
    call.await_view(GoalsView)
    told = {"worker": worker, "agreement": agreement, "status": status}
    filters = {name: str(value) for name, value in told.items() if value is not None}
    rows = listed_goals(call.desk.shelf, person, filters, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["placed"], row["id"]])
    return [listed_goal(row) for row in page]


@router.get("/goals/{id}")
def get_goal(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> GoalOut:
    """That it is there, and how it stands; opens nothing."""
    goal, records, _ = call.read(LAW, id, as_of(at))
    response.headers["ETag"] = f'"{goal.version}"'
    return goal_form(goal, records)


@router.get("/goals/{id}/history")
def get_goal_history(id: UUID, call: Sessions) -> list[Past]:
    """What happened to it, in order: the clear part."""
    _, records, _ = call.read(LAW, id)
    return history(records, lambda _: True)


@router.get("/goals/{id}/words", response_model_exclude_none=True)
def get_goal_words(id: UUID, call: Sessions) -> GoalWords:
    """The five answers, how it goes, how it ended. This opens content: it is accounted for."""
    goal, records, _ = call.read(LAW, id)
    decision = call.demand(LAW, goal, "read-words")
    return goal_words(call.desk.store, goal, records, decision, call.acting.at(goal.agency))


@router.get("/goals/{id}/accesses", response_model_exclude_none=True)
def list_goal_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Sessions,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened it, when, and by which rule."""
    goal, _, _ = call.read(LAW, id)
    call.demand(LAW, goal, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.post("/goals/{id}/progress", status_code=204, response_class=Response)
def note_progress(id: UUID, body: ProgressIn, call: Sessions) -> Response:
    """Write down how it goes; the supervisor as long as supervision between you lasts."""

    def command(goal: Goal) -> None:
        goal.note_progress(call.person, body.words, over=is_over(call, goal.agreement))

    return call.change(LAW, id, "note-progress", command)


@router.put("/goals/{id}", status_code=204, response_class=Response)
def change_goal(id: UUID, body: AnswersIn, call: Sessions) -> Response:
    """Change it, the supervisor as long as supervision lasts; what it was stays readable to the two of you."""

    def command(goal: Goal) -> None:
        goal.change(call.person, body.answers(), over=is_over(call, goal.agreement))

    return call.change(LAW, id, "change", command, if_match=True)


@router.post("/goals/{id}/ending", status_code=204, response_class=Response)
def end_goal(id: UUID, body: EndingIn, call: Sessions) -> Response:
    """Write down that it was achieved, or dropped; the supervisor as long as supervision between you lasts."""

    def command(goal: Goal) -> None:
        goal.end(call.person, body.ending(), over=is_over(call, goal.agreement))

    return call.change(LAW, id, "end", command)
