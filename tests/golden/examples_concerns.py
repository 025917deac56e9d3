"""One example of every fact of a concern and of a disclosure, with all of its fields filled; nobody in it exists."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from services.sessions.events import concern_beside as beside
from services.sessions.events import concern_parts as parts
from services.sessions.events import concerns, disclosures
from services.sessions.events.codes import Ground
from shared.identity import AgencyId, PersonId, PlacementId

WORKER, AUTHOR, MANAGER, COVER = (PersonId(UUID(int=number)) for number in (11, 12, 13, 14))
AGENCY, PLACEMENT = AgencyId(UUID(int=21)), PlacementId(UUID(int=31))
AGREEMENT, GROUP, CONCERN, DISCLOSURE, SET = (UUID(int=number) for number in (51, 52, 44, 53, 54))
AT: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DIGEST, SALT = "cd" * 32, "ef" * 32
STATEMENT: Final = "A person was driven home in a private car, «twice».\nThat is all."
NAMED: Final = tuple(
    parts.NamedGround(
        ground=ground,
        why_serious="Somebody could have been «hurt».",
        register_edition=3,
        section="4.2",
        policy_set=SET,
        policy_edition=2,
        law="child-protection",
    )
    for ground in Ground
)
EXAMPLES: Final = (
    concerns.ConcernNoticeGiven(
        by=AUTHOR,
        worker=WORKER,
        agency=AGENCY,
        placement=PLACEMENT,
        agreement=AGREEMENT,
        group=GROUP,
        limits_acknowledged_at=AT,
        grounds=tuple(Ground),
        named=NAMED,
        words="You drove somebody home: «ü».\nTwice.",
        about=(MANAGER,),
        immediate_danger=True,
        how=parts.HowTold.MESSAGE,
        told_at=AT,
        given_at=AT,
        seen_after_hours=72,
        answer_hours=0,
        time_set=parts.TimeSet.AGREED,
        why_zero="She is on her way there.",
    ),
    concerns.NoticeSeen(by=WORKER, at=AT, notice=1),
    concerns.TakenToSupportTeam(by=WORKER),
    concerns.TakenToLineManager(by=WORKER, to=MANAGER, consulted=parts.Consulted.LINE_MANAGER),
    concerns.LineManagerConfirmed(by=MANAGER),
    concerns.WorkerDeclined(by=WORKER, unable=True, words="I would rather not.", at=AT),
    concerns.AnswerTimePassed(answer_by=AT),
    concerns.EscalationNoticeGiven(
        given_at=AT,
        seen_after_hours=72,
        by=AUTHOR,
        number=1,
        to=MANAGER,
        consulted=parts.Consulted.NEXT_ABOVE,
        name="Petra Lindqvist",
        how=parts.HowTold.CALL,
        told_at=AT,
        statement=STATEMENT,
        digest=DIGEST,
        salt=SALT,
    ),
    concerns.WorkerObjected(
        at=AT, by=WORKER, notice=1, instead=parts.Consulted.AGENCY_PERSON, words="Not «him», please."
    ),
    concerns.ManagerConsulted(
        by=AUTHOR, notice=1, to=MANAGER, consulted=parts.Consulted.ALTERNATE, disclosure=DISCLOSURE
    ),
    concerns.ConcernClosed(by=AUTHOR, outcome="A talk in June.\nNo more."),
    concerns.ConcernWithdrawn(by=AUTHOR, words="I had it wrong."),
    beside.StatementAdded(by=WORKER, words="It was raining."),
    beside.ClockPaused(at=AT, why=parts.Pause.PLACEMENT_ENDED),
    beside.ClockResumed(by=AUTHOR, at=AT, how=parts.HowTold.IN_PERSON),
    beside.CoverTookOver(by=COVER, how=parts.HowTold.CALL, told_at=AT),
    beside.StepTakenOutOfOrder(
        by=WORKER, step=parts.Step.CONSULTATION, taken_at=AT, alleged=True, words="The manager «rang» me."
    ),
    disclosures.DisclosureMade(
        concern=CONCERN,
        notice=1,
        by=AUTHOR,
        worker=WORKER,
        agency=AGENCY,
        placement=PLACEMENT,
        to=MANAGER,
        consulted=parts.Consulted.LINE_MANAGER,
        grounds=tuple(Ground),
        policy_version="0" * 16,
        template="42-cfr-2.32",
        template_edition=1,
        statement=STATEMENT,
        digest=DIGEST,
        salt=SALT,
    ),
    disclosures.WorkerStatementSentAlong(by=WORKER, words="It was raining.", said_at=AT),
    disclosures.RecipientNamed(disclosure=DISCLOSURE, person=MANAGER, name="Petra Lindqvist"),
)
