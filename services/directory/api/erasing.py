"""Having it erased who somebody was: held, ordered, approved by another, carried out at once, shown with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import Response

from services.directory.api.calls import Directory, DirectoryCall
from services.directory.claiming import changed
from services.directory.domain.erasing import require_gone, switch_off_all
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.events import PERSON
from services.directory.policy.erasing import ERASING, to_erasure
from services.directory.relations import RelationsView
from shared.identity import PersonId
from shared.keeping import Keeping, Standing, Target
from shared.keeping.carrying import carry_out
from shared.keeping.forms import ErasureIn, HoldIn, KeepingOut, keeping_form
from shared.store import NotFound
from shared.web.calls import Law
from shared.web.routing import Routes

router = Routes("Erasure")


def law_of(call: DirectoryCall, person: Person) -> Law[Keeping]:
    def relate(_keeping: Keeping, by: PersonId) -> frozenset[str]:
        return to_erasure(PersonId(person.id), person.home, by, call.relations)

    return Law(Keeping, ERASING, relate, lambda one: one.status)


def _keep(
    call: DirectoryCall, id: UUID, action: str, command: Callable[[Keeping, Person], object]
) -> Response:
    """Add to what is recorded of keeping who somebody is, or begin with it."""
    person, _, _ = call.read(call.people, id)
    keeping, law = Keeping.id_of(PERSON, id), law_of(call, person)
    here = f"/people/{id}/erasure"
    try:
        call.desk.store.get(Keeping, keeping)
    except NotFound:
        decision = call.permit(ERASING, law.relate(Keeping(keeping), call.person), action, "kept")
        first = Keeping(keeping)
        command(first, person)
        return call.begin(first, decision, here)

    def again(found: Keeping) -> str:
        command(found, person)
        return here

    return call.add(law, keeping, action, again)


@router.post("/people/{id}/holds", status_code=201, response_class=Response)
def hold_person(id: UUID, body: HoldIn, call: Directory) -> Response:
    """Place a legal hold: who they are is not erased until it is released."""
    return _keep(call, id, "hold", lambda one, person: one.hold(call.person, _target(person), body.words))


@router.post("/people/{id}/holds/{number}/release", status_code=204, response_class=Response)
def release_person(id: UUID, number: int, call: Directory) -> Response:
    """Release a hold."""
    person, _, _ = call.read(call.people, id)
    return call.change(
        law_of(call, person),
        Keeping.id_of(PERSON, id),
        "release",
        lambda one: one.release(call.person, number),
    )


@router.post("/people/{id}/erasure", status_code=201, response_class=Response)
def order_erasure_of_person(id: UUID, body: ErasureIn, call: Directory) -> Response:
    """Order that who somebody was is erased: name, contacts, numbers, sign-ins, diary, drafts. Another officer approves it.

    Their supervision records stay, each under its own time of keeping, with ids in place of names.
    """

    def command(keeping: Keeping, person: Person) -> None:
        stands = Standing(_gone_by(call, person))
        keeping.order_erasure(call.person, _target(person), body.reason, body.words, stands, sealed=True)

    call.await_log(RelationsView)  # else somebody placed a moment ago is gone by them
    return _keep(call, id, "order", command)


@router.post("/people/{id}/erasure/approval", status_code=204, response_class=Response)
def approve_erasure_of_person(id: UUID, call: Directory) -> Response:
    """Approve what another officer ordered. It is carried out at once and for good, and their sign-ins are switched off."""
    person, _, _ = call.read(call.people, id)
    keeping = Keeping.id_of(PERSON, id)
    call.await_log(RelationsView)

    def command(one: Keeping) -> list[Person | Identifier]:
        leaving = call.desk.store.get(Person, id)
        one.approve(call.person, call.desk.key_backups.days, Standing(_gone_by(call, leaving)))
        before = leaving.identified
        switch_off_all(leaving)
        return [leaving, *changed(call.desk.store, leaving, before)]

    answer = call.change(law_of(call, person), keeping, "approve", command)
    carry_out(call.desk.store, keeping, [f"pk:{id}"], call.acting.at(person.home))
    return answer


@router.post("/people/{id}/erasure/withdrawal", status_code=204, response_class=Response)
def withdraw_erasure_of_person(id: UUID, call: Directory) -> Response:
    """Take back what you ordered, or decline what another officer did."""
    person, _, _ = call.read(call.people, id)
    return call.change(
        law_of(call, person), Keeping.id_of(PERSON, id), "order", lambda one: one.withdraw(call.person)
    )


@router.get("/people/{id}/erasure", response_model_exclude_none=True)
def get_erasure_of_person(id: UUID, call: Directory, response: Response) -> KeepingOut:
    """Every hold and order, with the words for them, and the evidence that who they were is erased. This opens content.

    `keys` and `backups_until` are of that alone. Whatever else goes with a person is erased by the service that may hold it,
    once it hears of this, and backups of its keys count from then; whether there was any is told nowhere.
    """
    person, _, _ = call.read(call.people, id)
    keeping, records, decision = call.read(law_of(call, person), Keeping.id_of(PERSON, id))
    response.headers["ETag"] = f'"{keeping.version}"'
    return keeping_form(call.desk.store, keeping, records, decision, call.acting.at(person.home))


def _target(person: Person) -> Target:
    return Target(PERSON, person.id, person.home)


def _gone_by(call: DirectoryCall, person: Person) -> date:
    """Today at their home, by which they hold no role and work nowhere any more. Raises StillHere, and ClocksDisagree."""
    now, relations = call.borne_out(), call.relations
    today = relations.day_at(person.home, now)
    placements = relations.placements_of(PersonId(person.id))
    placed = any(not one.is_over(relations.day_at(one.agency, now)) for one in placements)
    require_gone(person, today, placed=placed)
    return today
