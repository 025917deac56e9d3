"""What the invented people agree on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.agreements.events import Kind, Limit, Modality, Model, Objective, Party, Purpose, Terms
from services.house.demo.people import EVERYBODY
from shared.identity import PersonId


def terms_of(
    day: Callable[[int], date],
    supervisor: str,
    kind: Kind,
    begun: int,
    ends: int | None,
    review: int,
    officer: PersonId,
) -> Terms:
    learning = kind is not Kind.ADMINISTRATIVE
    wants = [
        (
            Purpose.FORMATIVE,
            Party.WORKER,
            "Grow surer in sharing lived experience.",
            "Two occasions looked back on.",
        ),
        (
            Purpose.RESTORATIVE,
            Party.BOTH,
            "Have a steady place to set down what was hard.",
            "Said so at each review.",
        ),
        (
            Purpose.NORMATIVE,
            Party.SUPERVISOR,
            "Keep the role clear to the team.",
            "The role is on the team's agenda.",
        ),
    ]
    return Terms(
        kind=kind,
        model=Model.SEVERAL_SUPERVISORS,
        starts=day(begun),
        ends=None if ends is None else day(ends),
        frequency="FREQ=WEEKLY;BYDAY=TU" if learning else "FREQ=MONTHLY;BYDAY=1TH",
        session_minutes=60 if learning else 45,
        modality=Modality.FACE_TO_FACE,
        review_dates=(day(review),) if review > begun else (),
        limits=tuple(Limit),
        difficulties_to=officer,
        place="The quiet room on the second floor",
        meeting_times="Tuesdays at ten" if learning else "First Thursday of the month, at two",
        objectives=tuple(Objective(purpose=p, of=o, text=t, expected_outcome=e) for p, o, t, e in wants),
        topics=("K3-22", "K3-29", "K3-32") if learning else ("K3-01", "K3-43"),
        cancelling="Whoever cancels tells the other the day before and offers two other times.",
        confidentiality="What is said here stays here, save on the five grounds, in the order both know.",
        record_keeping="The supervisor writes the record; both sign it.",
        records_seen_by="The two of us.",
        worker_responsibilities="Come, prepare one thing to talk about, say what helps.",
        supervisor_responsibilities="Be there and prepared, give honest feedback, keep to what is agreed.",
        cover=f"When {EVERYBODY[supervisor].name} is away, another supervisor of the same agency.",
        difficulties_route="To the privacy officer, in writing or in person.",
        emergency_route="Call the duty line first, then each other.",
        peer_background="Six years in the peer role." if supervisor == "sam" else None,
        peer_substitute=None if supervisor == "sam" or not learning else "Monthly external supervision.",
    )
