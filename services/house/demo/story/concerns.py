"""Two concerns: one that the worker took to the line manager, and one that had to be taken there, step by step (C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

from services.agreements.domain.agreement import Agreement
from services.house.demo.filling import Demo
from services.house.demo.people import EVERYBODY
from services.sessions.domain.citing import Citable, GroundSaid
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.domain.disclosing import Fixed, Recipient, Stated
from services.sessions.domain.raising import Raised, Under
from services.sessions.events import Ground
from services.sessions.events.concern_parts import HowTold, TimeSet
from services.sessions.events.concerns import EscalationNoticeGiven
from services.sessions.policy.concern import CONCERNS

LOG: Final = "sessions.restricted"
STATEMENT: Final = "On three evenings people waited for a visit that had been promised, and nobody told them."


def fill_concerns(demo: Demo) -> None:
    _taken_forward(demo)
    _escalated(demo)


def _taken_forward(demo: Demo) -> None:
    """The worker hears of it, and goes to the line manager, who confirms."""
    concern = _raised(
        demo,
        "juno",
        "sam",
        -40,
        GroundSaid(Ground.DUTY_OF_CARE, "Somebody was left without an answer for a week."),
        "A call that was promised was not made, and this happened twice.",
    )
    juno, kofi = demo.people["juno"], demo.people["kofi"]
    concern.take_to_line_manager(juno, _managers(demo), frozenset(), _clock(demo, -39))
    _append(demo, concern, "juno", -39)
    concern.confirm(kofi)
    _append(demo, concern, "kofi", -38)
    concern.close(demo.people["sam"], "The two agreed who takes over calls when Juno is away.")
    _append(demo, concern, "sam", -36)


def _escalated(demo: Demo) -> None:
    """The worker does not go there; hears who is consulted and with which words; and then that person is."""
    ground = GroundSaid(Ground.SAFETY, "People waited outside in the cold, and one was taken ill.")
    concern = _raised(demo, "teo", "hana", -20, ground, "Three visits did not take place.")
    teo, hana, kofi = (demo.people[handle] for handle in ("teo", "hana", "kofi"))
    concern.decline(teo, unable=False, words="I would rather sort it out myself.", clock=_clock(demo, -19))
    _append(demo, concern, "teo", -19)
    fixed = Fixed(kofi, STATEMENT)
    told_at, salt = demo.at(-17, 14), demo.salt()
    concern.tell_of_escalation(
        hana,
        fixed,
        name=EVERYBODY["kofi"].name,
        how=HowTold.IN_PERSON,
        told_at=told_at,
        salt=salt,
        managers=_managers(demo),
        about=frozenset(),
        seen_after_hours=72,
        out_of_reach_since=None,
        clock=_clock(demo, -17),
    )
    notice = cast("EscalationNoticeGiven", concern.new[-1])
    _append(demo, concern, "hana", -17)
    stated = "I was ill on two of the three evenings, and had said so."
    concern.add_statement(teo, stated)
    _append(demo, concern, "teo", -16)
    disclosure = concern.consult(
        hana,
        kofi,
        notice.digest,
        opened=notice,
        statements=(Stated(demo.at(-16, 16), stated),),
        policy_version=CONCERNS.version,
        template=("plain", 1),
        managers=_managers(demo),
        about=frozenset(),
        out_of_reach_since=None,
        clock=_clock(demo, -15),
    )
    named = Recipient.of(disclosure, EVERYBODY["kofi"].name)
    _append(demo, concern, "hana", -15, (disclosure, named))


def _raised(demo: Demo, worker: str, supervisor: str, offset: int, ground: GroundSaid, words: str) -> Concern:
    agreement = demo.house.rooms["agreements"].store.get(Agreement, demo.agreements[f"{worker}-{supervisor}"])
    assert agreement.agency is not None
    under = Under(
        worker=demo.people[worker],
        supervisors=frozenset({demo.people[supervisor]}),
        agency=agreement.agency,
        placement=agreement.placement,
        limits_acknowledged_at=demo.at(-366),
        agreement=agreement.id,
    )
    raised = Raised(
        grounds=(ground,),
        citable=Citable(),
        words=words,
        about=(),
        how=HowTold.IN_PERSON,
        told_at=demo.at(offset, 15),
        answer_hours=72,
        time_set=TimeSet.AGREED,
    )
    concern = Concern.give_notice(demo.draw(), under, demo.people[supervisor], raised, _clock(demo, offset))
    demo.restricted[f"concern-{worker}"] = concern.id
    _append(demo, concern, supervisor, offset)
    return concern


def _managers(demo: Demo) -> Managers:
    return Managers(chain=(demo.people["kofi"],), agency_person=demo.people["lena"])


def _clock(demo: Demo, offset: int) -> ClockReading:
    at: datetime = demo.at(offset, 16)
    return ClockReading(at)


def _append(demo: Demo, concern: Concern, handle: str, offset: int, others: Sequence[Any] = ()) -> None:
    demo.append(LOG, concern, demo.people[handle], offset, 16, others)
