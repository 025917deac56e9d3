"""One example of every fact, with all of its fields filled; nobody in it exists."""

from datetime import UTC, date, datetime
from typing import Final, get_args
from uuid import UUID

from services.agreements import events as agreements
from services.agreements.events import codes, difficulties, disconnects, partnerships
from services.directory import events as directory
from shared.access import ContentOpened, PersonsOpened
from shared.facts import Fact
from shared.identity import AgencyId, PersonId, PlacementId
from shared.keeping import facts as keeping
from tests.golden import (
    examples_concerns,
    examples_diary,
    examples_external_reports,
    examples_groups,
    examples_records,
    examples_rhythm,
    examples_sessions,
)

WORKER, SUPERVISOR, MANAGER = (PersonId(UUID(int=number)) for number in (11, 12, 13))
AGENCY, EMPLOYER = AgencyId(UUID(int=21)), AgencyId(UUID(int=22))
PLACEMENT: Final = PlacementId(UUID(int=31))
ROLE: Final = UUID(int=41)
PROPOSAL: Final = UUID(int=42)
LINK, DIGEST, SALT = "ab" * 32, "cd" * 32, "ef" * 32
FIRST, LAST = date(2026, 3, 2), date(2026, 12, 31)

_SEALED_TEXTS = {
    name: f"What is agreed about {name}: «ü».\nSecond line."
    for name, field in agreements.Terms.model_fields.items()
    if agreements.Text in get_args(field.annotation)
}
TERMS: Final = agreements.Terms(
    kind=agreements.Kind.BOTH,
    model=agreements.Model.ALLIANCE,
    starts=FIRST,
    ends=LAST,
    frequency="FREQ=WEEKLY;BYDAY=TU",
    session_minutes=60,
    modality=agreements.Modality.FACE_TO_FACE,
    review_dates=(date(2026, 6, 2), date(2026, 9, 1)),
    limits=tuple(agreements.Limit),
    difficulties_to=MANAGER,
    objectives=(
        agreements.Objective(
            purpose=agreements.Purpose.RESTORATIVE,
            of=agreements.Party.BOTH,
            text="Take the time that hard days need.",
            expected_outcome="Both say so in June.",
        ),
    ),
    topics=("K3-01", "What we make of it"),
    **_SEALED_TEXTS,
)
PARTNERSHIP_TERMS: Final = partnerships.PartnershipTerms(
    starts=FIRST,
    ends=LAST,
    review_dates=(date(2026, 6, 2),),
    frequency="FREQ=MONTHLY;BYDAY=1TH",
    session_minutes=60,
    topics=(partnerships.TopicHeld(topic="K3-22", side=codes.Holder.PEER),),
    responsibilities=(partnerships.ResponsibilityHeld(block="K5-07", side=codes.Holder.EITHER),),
    reported_back=tuple(codes.Reported),
    placements=(
        partnerships.PlacementCovered(placement=PLACEMENT, code_of_conduct=AGENCY, line_managers=EMPLOYER),
    ),
    **{
        name: f"What is agreed about {name}: «ü».\nSecond line."
        for name, field in partnerships.PartnershipTerms.model_fields.items()
        if agreements.Text in get_args(field.annotation)
    },
)
ADVICE: Final = disconnects.Advice(
    role_asks="Time with people, on «their» terms.",
    happens_instead="Mornings go into answering telephones.",
    would_help="A look together at the job description.",
)
DETAILS: Final = directory.Details(
    name="Maya Winter",
    handle="maya",
    work_email="maya@harbour.example",
    work_phone="+44 20 7946 0000",
    private_contact="maya@elsewhere.example",
    employee_number="H-0011",
)
REQUIREMENTS: Final = directory.Requirements(
    at_least_every_days=35,
    session_minutes_at_least=60,
    minutes_a_month_at_least=240,
    probation_days=183,
    at_least_every_days_in_probation=7,
    session_minutes_at_least_in_probation=75,
    contact_at_least_every_days=1,
    group_at_least_every_days=14,
    work_hours_per_supervision_hour=10,
    supervision_hours_at_least=20,
    one_to_one_hours_at_least=10,
    group_hours_at_most=11,
    workers_per_supervisor_at_most=8,
    review_at_least_every_days=366,
    performance_review_at_least_every_days=365,
    agreement_by_session=3,
    difficulty_answered_within_days=28,
    kinds_apart=directory.Level.ADVISED,
    supervisor=directory.OfSupervisor(
        roles=(directory.Role.PEER_SUPERVISOR, directory.Role.AGENCY_SUPERVISOR),
        training=(directory.TopicDue(topic="K6-29", within_days=184),),
        peer_experience=directory.Level.REQUIRED,
        certified=directory.Level.ADVISED,
        in_supervision_themselves=True,
    ),
    worker=directory.OfWorker(
        training=(directory.TopicDue(topic="K6-42", within_days=0),),
        training_hours_at_least=40,
        training_hours_at_most=61,
        supervised_hours_at_most=120,
    ),
)
RULES: Final = directory.PolicyRules(
    title="What the province asks",
    jurisdiction="Ontario",
    funder="Ministry",
    sources=("Guideline 4", "Letter of 2 March"),
    requirements=REQUIREMENTS,
    advised=("group_hours_at_most",),
    retention=directory.Retention(agreements=6, sessions=7, performance_records=8, accounting=9),
    reporting_laws=(
        directory.ReportingLaw(
            code="child-protection",
            title="Child protection",
            authority="Children's aid society",
            within_hours=0,
            may_be_delegated=False,
            worker_may_be_told=directory.MayBeTold.AFTER_REPORT,
            source="Act, section 125",
        ),
    ),
    concerns=directory.ConcernRules(
        draft_days=5,
        seen_after_hours=48,
        answer_hours_default=24,
        alternative=directory.Alternative.NEXT_ABOVE,
        notice_template=directory.NoticeTemplate.PART_2,
        names_in_exports=True,
    ),
)
INDEXES: Final = directory.Indexes(handle=LINK, work_email=DIGEST, employee_number=SALT)

EXAMPLES: Final[dict[str, Fact]] = {
    fact.kind: fact
    for fact in (
        directory.IdentifierClaimed(of="sign-in", person=WORKER),
        directory.IdentifierReleased(person=WORKER),
        directory.AgencyAdded(
            name="Harbour Centre", side="host", time_zone="America/Toronto", locale="en-CA"
        ),
        directory.ConcernContactNamed(person=MANAGER, alternate=SUPERVISOR),
        directory.PersonAdded(agency=AGENCY, details=DETAILS, indexes=INDEXES),
        directory.PersonDetailsChanged(details=DETAILS, indexes=INDEXES),
        directory.PeerBackgroundDeclared(worked_in_peer_role=True),
        directory.SignInLinked(link=LINK, issuer="https://issuer.example", subject="maya", of_employer=True),
        directory.SignInSwitchedOff(link=LINK),
        directory.RoleGiven(role_id=ROLE, agency=AGENCY, role=directory.Role.HR, starts=FIRST, ends=LAST),
        directory.RoleEnded(role_id=ROLE, last_day=LAST),
        directory.RoleProposed(
            proposal=PROPOSAL,
            role_id=ROLE,
            agency=AGENCY,
            role=directory.Role.AUDITOR,
            starts=FIRST,
            ends=LAST,
            by=MANAGER,
            last_day=FIRST,
        ),
        directory.SignInProposed(
            proposal=PROPOSAL,
            link=LINK,
            issuer="https://issuer.example",
            subject="maya",
            of_employer=False,
            by=MANAGER,
            last_day=FIRST,
        ),
        directory.SecondOfficerConfirmed(proposal=PROPOSAL, by=SUPERVISOR),
        directory.ProposalWithdrawn(proposal=PROPOSAL, by=MANAGER),
        directory.PlacementBegun(
            worker=WORKER,
            agency=AGENCY,
            employment=directory.Employment.SUB_CONTRACTED,
            employer=EMPLOYER,
            line_manager=MANAGER,
            starts=FIRST,
            ends=LAST,
        ),
        directory.PolicySetPublished(by_agency=AGENCY, holds_from=FIRST, rules=RULES),
        directory.PolicySetRevised(edition=2, holds_from=LAST, rules=RULES),
        directory.PolicySetChosen(policy_set=ROLE, holds_from=FIRST, stricter=REQUIREMENTS),
        directory.RegisterKept(
            agency=AGENCY,
            name=directory.RegisterName.CODE_OF_ETHICS,
            edition=2,
            title="Ethics of the role",
            holds_from=FIRST,
            sections=(
                directory.Section(ref="4.2", heading="Gifts"),
                directory.Section(ref="5", heading="Two roles at once"),
            ),
            kept_at="The staff handbook, part 4",
        ),
        directory.LineManagerNamed(line_manager=MANAGER),
        directory.PlacementEnded(last_day=LAST),
        agreements.AgreementDrafted(
            by=WORKER,
            worker=WORKER,
            supervisor=SUPERVISOR,
            agency=AGENCY,
            placement=PLACEMENT,
            terms=TERMS,
            salt=SALT,
            digest=DIGEST,
        ),
        agreements.TermsRevised(
            by=SUPERVISOR, terms_version=2, terms=TERMS, salt=SALT, digest=DIGEST, voids=(WORKER,)
        ),
        agreements.AgreementSigned(
            by=WORKER,
            terms_version=2,
            digest=DIGEST,
            limits=tuple(agreements.Limit),
            printed_name="Maya Winter",
            meaning="I agree to these terms.",
        ),
        agreements.AgreementCameIntoForce(terms_version=2),
        agreements.AgreementRenegotiated(
            by=WORKER,
            why=agreements.Why.WORKLOAD,
            words="Two more days a week.",
            terms_version=3,
            terms=TERMS,
            salt=SALT,
            digest=DIGEST,
        ),
        agreements.PlacementEndNoted(placement=PLACEMENT),
        agreements.AgreementEnded(by=SUPERVISOR, why=agreements.Why.COMPLETED, words="We part as friends."),
        agreements.AgreementExpired(last_day=LAST),
        agreements.AgreementReviewed(
            by=WORKER,
            held_on=FIRST,
            outcome=agreements.Outcome.RENEGOTIATE,
            settles=(FIRST, LAST),
            words="Three days a week now.",
        ),
        agreements.ReviewDueNoted(review_date=LAST, stage=agreements.Stage.WEEK_BEFORE),
        agreements.ExpiryNearNoted(last_day=LAST),
        agreements.LongUnsignedNoted(drafted_on=FIRST),
        agreements.AddendumProposed(
            by=WORKER,
            number=1,
            terms_version=2,
            text="In July «we» meet every second week.",
            salt=SALT,
            digest=DIGEST,
        ),
        agreements.AddendumSigned(
            by=SUPERVISOR, number=1, digest=DIGEST, printed_name="Sam Okafor", meaning="I agree."
        ),
        agreements.AddendumCameIntoForce(number=1),
        agreements.AddendumWithdrawn(by=SUPERVISOR, number=2),
        agreements.CoverNamed(cover=ROLE, by=SUPERVISOR, person=MANAGER, starts=FIRST, ends=LAST),
        agreements.CoverEnded(cover=ROLE, by=WORKER),
        agreements.CoverShown(cover=ROLE, by=WORKER, item="addendum", number=1),
        agreements.AgreementPlacedUnderPartnership(by=WORKER, partnership=PROPOSAL),
        partnerships.PartnershipDrafted(
            by=MANAGER,
            side=EMPLOYER,
            peer_run=EMPLOYER,
            host=AGENCY,
            terms=PARTNERSHIP_TERMS,
            salt=SALT,
            digest=DIGEST,
        ),
        partnerships.PartnershipTermsRevised(
            by=MANAGER,
            side=AGENCY,
            terms_version=2,
            terms=PARTNERSHIP_TERMS,
            salt=SALT,
            digest=DIGEST,
            voids=(AGENCY,),
        ),
        partnerships.PartnershipSigned(
            by=MANAGER,
            side=AGENCY,
            terms_version=2,
            digest=DIGEST,
            printed_name="Tomasz Wilk",
            meaning="We agree to these terms.",
        ),
        partnerships.PartnershipCameIntoForce(terms_version=2),
        partnerships.PartnershipRenegotiated(
            by=MANAGER,
            side=AGENCY,
            why=agreements.Why.WORKPLACE,
            words="Two placements more.",
            terms_version=3,
            terms=PARTNERSHIP_TERMS,
            salt=SALT,
            digest=DIGEST,
        ),
        partnerships.PartnershipReviewed(
            by=MANAGER,
            side=AGENCY,
            held_on=FIRST,
            outcome=agreements.Outcome.CONTINUE,
            settles=(FIRST, LAST),
            words="It goes well.",
        ),
        partnerships.PartnershipReviewDueNoted(review_date=LAST, stage=agreements.Stage.WEEK_BEFORE),
        partnerships.PartnershipExpiryNearNoted(last_day=LAST),
        partnerships.PartnershipLongUnsignedNoted(drafted_on=FIRST),
        partnerships.PartnershipEnded(
            by=MANAGER, side=AGENCY, why=agreements.Why.COMPLETED, words="The money has come to an end."
        ),
        partnerships.PartnershipExpired(last_day=LAST),
        partnerships.PartnershipAddendumProposed(
            by=MANAGER,
            side=AGENCY,
            number=1,
            terms_version=2,
            text="In July «we» send nobody.",
            salt=SALT,
            digest=DIGEST,
        ),
        partnerships.PartnershipAddendumSigned(
            by=MANAGER,
            side=AGENCY,
            number=1,
            digest=DIGEST,
            printed_name="Tomasz Wilk",
            meaning="We agree.",
        ),
        partnerships.PartnershipAddendumCameIntoForce(number=1),
        partnerships.PartnershipAddendumWithdrawn(by=MANAGER, side=AGENCY, number=2),
        difficulties.DifficultyRaised(
            by=WORKER,
            agreement=ROLE,
            agency=AGENCY,
            to=MANAGER,
            about=difficulties.About.BREACH,
            breach=difficulties.Breach.OLD_NOTES_READ,
            words="What I wrote «years» ago was quoted to me.",
            due=LAST,
            terms_version=2,
            policy_set=ROLE,
            edition=3,
        ),
        difficulties.DifficultyAnswered(by=MANAGER, words="That must not happen; let us meet."),
        difficulties.DifficultyOverdueNoted(due=LAST),
        difficulties.DifficultyWithdrawn(by=WORKER),
        difficulties.DifficultiesCounted(agency=AGENCY, year=2026, fewer_than=11, raised=14),
        disconnects.DisconnectDrafted(
            by=SUPERVISOR,
            worker=WORKER,
            agreement=ROLE,
            agency=AGENCY,
            to=MANAGER,
            advice_version=1,
            advice=ADVICE,
        ),
        disconnects.DisconnectRevised(by=SUPERVISOR, advice_version=2, advice=ADVICE),
        disconnects.DisconnectSeen(by=WORKER, advice_version=2),
        disconnects.DisconnectAddedTo(by=WORKER, advice_version=2, words="Since the autumn."),
        disconnects.DisconnectSent(by=SUPERVISOR, advice_version=2),
        disconnects.DisconnectAnswered(by=MANAGER, words="We shall look at it in June."),
        disconnects.DisconnectWithdrawn(by=SUPERVISOR),
        agreements.DepartureRecorded(
            by=WORKER,
            number=1,
            requirement=agreements.Requirement.EVERY_DAYS,
            why=agreements.DepartureReason.OTHER_SUPPORT,
            words="The Friday group «carries» much.",
            policy_set=ROLE,
            edition=2,
            required="14",
        ),
        agreements.DepartureEnded(by=SUPERVISOR, number=1),
        directory.TrainingRecorded(
            training=ROLE, topic="K6-01", taken_on=FIRST, provider="The «Lantern» college", by=MANAGER
        ),
        directory.TrainingWithdrawn(training=ROLE, by=MANAGER),
        directory.OutsideSupervisionRecorded(
            supervision=ROLE,
            with_whom="Somebody outside, «ü»",
            starts=FIRST,
            ends=LAST,
            frequency="FREQ=MONTHLY;BYDAY=1TU",
            by=SUPERVISOR,
        ),
        directory.OutsideSupervisionEnded(supervision=ROLE, last_day=LAST, by=SUPERVISOR),
        keeping.HoldPlaced(
            number=1,
            by=MANAGER,
            target_type="session",
            target=UUID(int=1),
            agency=AGENCY,
            words="A tribunal asked for it, «ü».",
        ),
        keeping.HoldReleased(number=1, by=MANAGER),
        keeping.ErasureOrdered(
            number=1,
            by=MANAGER,
            target_type="session",
            target=UUID(int=1),
            agency=AGENCY,
            reason=keeping.ErasureReason.RETENTION_OVER,
            kept_until=LAST,
            words="Nobody needs it any more, «ü».",
            approver=SUPERVISOR,
        ),
        keeping.ErasureWithdrawn(number=1, by=MANAGER),
        keeping.ErasureApproved(number=1, by=SUPERVISOR, backups_days=35),
        keeping.ContentErased(
            number=1,
            keys=(keeping.KeyGone(key="rk:1", destroyed_at=datetime(2026, 3, 2, 9, tzinfo=UTC)),),
            backups_until=LAST,
        ),
        ContentOpened(
            target_type="agreement",
            target=UUID(int=1),
            target_version=4,
            fields=("terms", "salt", "signatures"),
            action="read-terms",
            rule="AG3",
            relation="worker",
            policy_version="0" * 16,
            purpose="supervision",
            ground="safety",
        ),
        PersonsOpened(
            targets=(WORKER, SUPERVISOR),
            fields=("name",),
            action="see",
            rules=("PE1", "PE1"),
            relations=("self", "colleague"),
            policy_version="0" * 16,
            purpose="supervision",
        ),
        *examples_sessions.EXAMPLES,
        *examples_records.EXAMPLES,
        *examples_rhythm.EXAMPLES,
        *examples_external_reports.EXAMPLES,
        *examples_diary.EXAMPLES,
        *examples_groups.EXAMPLES,
        *examples_concerns.EXAMPLES,
    )
}
