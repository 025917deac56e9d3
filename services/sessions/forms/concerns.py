"""What callers send about a concern; each is one step (C2)."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.sessions.domain.citing import OF_REGISTER, GroundSaid
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import HowTold, Statement, Step
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from services.sessions.forms.times import Moment
from shared.identity import PersonId
from shared.web.bodies import SOME_DIGEST, SOME_ID, In

Number = Annotated[int, Field(ge=1, le=10**6)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class GroundIn(In):
    """One of the five grounds, and what it rests on."""

    ground: Ground
    why_serious: Text = Field(description=f"Why it is serious; every ground says so (C1). {NOBODY_NAMED}")
    section: Line | None = Field(
        None,
        description="For conduct and ethics: the section of the agency's code, by its number or sign there.",
    )
    law: Line | None = Field(
        None, description="For mandatory reporting: the law, by its code in the agency's policy set."
    )
    law_digest: Digest | None = Field(
        None,
        description="With a law: the digest of what you read of it, to whom it demands a report and how soon. Without it, or once the"
        " law is another, the answer is 409 and tells you these and their digest.",
    )

    @property
    def rests(self) -> bool:
        """Whether anything written has to be looked up for it."""
        return self.ground in OF_REGISTER or self.ground is Ground.MANDATORY_REPORTING

    def said(self) -> GroundSaid:
        return GroundSaid(self.ground, self.why_serious, self.section, self.law, self.law_digest)


class ConcernIn(In):
    """What you have told the worker. With this the notice is given; nothing comes before it."""

    agreement: UUID | None = Field(
        None, description="Under which the worker acknowledged the five limits; or `group` and `worker`."
    )
    group: UUID | None = Field(
        None, description="The group that you facilitate; the worker acknowledged the five limits on joining."
    )
    worker: PersonId | None = Field(None, description="Of a group: which member.")
    grounds: list[GroundIn] = Field(min_length=1, max_length=5)
    words: Text = Field(
        description=f"The concern, as you told it. {NOBODY_NAMED}",
        examples=["Twice the rota was changed without a word to the team."],
    )
    about: list[PersonId] = Field(
        [], max_length=5, description="Whom of the staff it is about besides; they are not consulted on it."
    )
    how: HowTold = Field(description="How you told the worker; a `message` is what they read here.")
    told_at: Moment | None = Field(None, description="When you told them; without it, just now.")
    answer_hours: int | None = Field(
        None, ge=0, le=720, description="Their time to answer; without it, as the agency's policy set says."
    )
    agreed: bool = Field(False, description="Whether the two of you agreed on that time, or it was set.")
    why_zero: Text | None = Field(
        None, description=f"Why there is no time at all, where there is none. {NOBODY_NAMED}"
    )
    immediate_danger: bool = Field(
        False, description="For safety or mandatory reporting: time does not stand still then."
    )
    draft: UUID | None = Field(
        None,
        description="The draft of yours that this came of: it is destroyed with the notice. Without it none is, since no draft is"
        " opened to tell: yours lie there, for you alone, until their last day or until you destroy them.",
    )


class SeenIn(In):
    """Which notice you have seen."""

    notice: Number | None = Field(
        None, description="Of an escalation: its number. Without it, the first notice of all.", examples=[2]
    )


class ResponseIn(In):
    """Your answer. Until the next step the last one counts."""

    answer: Literal["support-team", "line-manager", "declined", "unable"] = Field(
        description="You have taken it to your support team, or to the line manager; or you will not, or cannot.",
        examples=["support-team"],
    )
    words: Text | None = Field(
        None,
        description=f"Why you will not or cannot, if you wish; the two of you read it and nobody else. {NOBODY_NAMED}",
    )


class EscalationNoticeIn(In):
    """What you have told the worker: who is going to be consulted, and with which words exactly."""

    to: PersonId = Field(description="Whom the concern says is to be consulted; you do not choose.")
    name: Line = Field(
        description="That person's name, as you told it. Once they are consulted, the directory says by which it is kept who got it."
    )
    statement: Statement = Field(
        description=f"All that is going to be disclosed, word for word. {NOBODY_NAMED}"
    )
    how: HowTold
    told_at: Moment | None = Field(None, description="When you told them; without it, just now.")


class ObjectionIn(In):
    """That you do not want this person consulted."""

    notice: Number = Field(description="The number of the notice that you read.", examples=[2])
    words: Text | None = Field(
        None, description=f"Why, if you wish; the two of you read it and nobody else. {NOBODY_NAMED}"
    )


class ConsultationIn(In):
    """Whom you consult, and the notice that you read."""

    to: PersonId = Field(examples=[SOME_ID])
    statement_digest: Digest = Field(
        description="The digest of the notice, as you read it with its statement.", examples=[SOME_DIGEST]
    )


class ReachedIn(In):
    """How the notice was brought to the worker where the employer has no say."""

    how: HowTold = Field(
        description="In person or by a call; or as `message`, an e-mail that says no more than that something waits, to the"
        " contact that is not the employer's.",
        examples=[HowTold.IN_PERSON],
    )


class OutcomeIn(In):
    """What came of it."""

    words: Text = Field(
        description=f"The two of you read it and nobody else. {NOBODY_NAMED}",
        examples=["We found how it came about, and what we change."],
    )


class ConcernWithdrawalIn(In):
    """Why it is taken back."""

    words: Text | None = Field(
        None,
        description=f"The two of you read it and nobody else. {NOBODY_NAMED}",
        examples=["I had mistaken the day."],
    )


class StatementIn(In):
    """Your own statement; it goes along with whatever is disclosed."""

    words: Text = Field(description=NOBODY_NAMED, examples=["I had asked for the change of rota twice."])


class TakingOverIn(In):
    """That the worker was told that you go on with what runs under an agreement, or about them in a group."""

    agreement: UUID | None = Field(
        None, description="Under which you cover for the supervisor today, or supervise yourself."
    )
    group: UUID | None = Field(None, description="Or the group that you facilitate now.")
    worker: PersonId | None = Field(None, description="And which of its members was told.")
    how: HowTold
    told_at: Moment | None = Field(None, description="When they were told; without it, just now.")


class OutOfOrderIn(In):
    """A step that was taken outside of this house in another order: your own, or as you, the worker, allege it."""

    step: Step
    taken_at: Moment
    words: Text = Field(description=f"What was done; the two of you read it and nobody else. {NOBODY_NAMED}")
