"""Trainings: what there is to be trained in, what somebody took, and what is due (D7, K6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Response

from services.directory.api.calls import Directory, DirectoryCall
from services.directory.api.learning import opened, there
from services.directory.domain.person import Person
from services.directory.domain.training import Appointed, As, Spell, due, earliest, first_days
from services.directory.events import TrainingRecorded
from services.directory.forms import TrainingIn, TrainingOut, TrainingsOut, training_form, trainings_form
from services.directory.policy.training import TRAINING, coordinated_by
from services.directory.relations import SUPERVISING
from services.directory.training import TAG, TOPICS, Side, Topic
from shared.access import Decision
from shared.facts import Fact, Recorded
from shared.identity import PersonId
from shared.web.routing import Routes

router = Routes("Trainings")


@router.get("/trainings/topics", response_model_exclude_none=True)
def list_training_topics(
    call: Directory,
    response: Response,
    side: Annotated[Side | None, Query(description="Those of this side and no other.")] = None,
) -> list[Topic]:
    """Topics that supervisors, all staff and workers are trained in; a training is recorded by a topic's code."""
    call.permit(TRAINING, frozenset({"anybody"} if call.person else ()), "see-topics")
    response.headers["ETag"] = f'"{TAG}"'
    return [one for one in TOPICS if side in (None, one.side)]


@router.get("/people/{id}/trainings", response_model_exclude_none=True)
def get_trainings(id: UUID, call: Directory, response: Response) -> TrainingsOut:
    """What somebody was trained in, and what is due where they supervise or work.

    With whom it was is opened for who may see that: it is accounted for, once a request.
    """
    person, records, decision = call.read(call.trainings, id)
    response.headers["ETag"] = f'"{person.version}"'
    taken = person.trainings.values()
    counting = [one.id for one in taken if one.withdrawn_by is None]
    dues = due(_appointed(call, person, decision), earliest(taken))
    return trainings_form(PersonId(id), taken, dues, _opened(call, person, records, counting))


@router.post("/people/{id}/trainings", status_code=201, response_class=Response)
def record_training(id: UUID, body: TrainingIn, call: Directory) -> Response:
    """Record that you, or somebody of your agency, were trained in a topic."""
    training = uuid4()

    def command(person: Person) -> str:
        call.require_there(id)
        today = call.relations.today_at(person.home)
        person.record_training(training, call.person, body.topic, body.taken_on, body.provider, today=today)
        return f"/people/{id}/trainings/{training}"

    return call.add(call.trainings, id, "record", command)


@router.get("/people/{id}/trainings/{training}", response_model_exclude_none=True)
def get_training(id: UUID, training: UUID, call: Directory, response: Response) -> TrainingOut:
    """One training, also one that was withdrawn."""
    person, records, _ = call.read(call.trainings, id)
    found = there(person.trainings, training)
    response.headers["ETag"] = f'"{person.version}"'
    return training_form(found, _opened(call, person, records, [training]))


@router.post("/people/{id}/trainings/{training}/withdrawal", status_code=204, response_class=Response)
def withdraw_training(id: UUID, training: UUID, call: Directory) -> Response:
    """Say that it was entered wrongly; it counts no more."""

    def command(person: Person) -> None:
        there(person.trainings, training)
        person.withdraw_training(training, call.person)

    return call.change(call.trainings, id, "withdraw", command)


def _opened(
    call: DirectoryCall, person: Person, records: Sequence[Recorded], wanted: Sequence[UUID]
) -> dict[UUID, Fact]:
    shown = {
        one.fact.training: one
        for one in records
        if isinstance(one.fact, TrainingRecorded) and one.fact.training in wanted
    }
    return opened(call, person, shown, call.weigh(call.trainings, person, "see-details"), "provider")


def _appointed(call: DirectoryCall, person: Person, decision: Decision) -> Iterator[Appointed]:
    """Where somebody supervises and where they work, each by its own agency's day and by the set that holds there.

    A coordinator is told of where they coordinate.
    """
    relations = call.relations
    told = coordinated_by(call.person, relations) if decision.relation == "coordinator" else None
    spells: dict[As, list[Spell]] = {
        "supervisor": [
            (one.agency, one.starts, one.ends) for one in person.roles.values() if one.role in SUPERVISING
        ],
        "worker": [
            (one.agency, one.starts, one.ends) for one in relations.placements_of(PersonId(person.id))
        ],
    }
    for as_, held in spells.items():
        for agency, first in first_days(held, relations.today_at).items():
            if told is not None and agency not in told:
                continue
            today = relations.today_at(agency)
            if required := relations.requirements_at(agency, today):
                yield Appointed(agency, as_, first, today, required)
