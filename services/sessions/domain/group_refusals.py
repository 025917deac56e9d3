"""Every way a group, its meetings and what is brought to them say no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NeitherGroupNorCircle(Unfit):
    """A group meets for group supervision or for co-reflection (S9, S10)."""


class OnlyACircleIsSo(Unfit):
    """Only co-reflection is shared without anybody who facilitates, and says whether managers come; group supervision has a facilitator (S9, S10)."""


class NoSuchStep(Unfit):
    """A procedure is made of steps of its own catalogue, each once (K17)."""


class NotYourPart(Refused):
    """Whoever facilitates arranges what a group does; in co-reflection, where nobody supervises, each who belongs to it may (S9, S10)."""


class GroupIsClosed(Refused):
    """This group meets no more. What was said in it stays readable to those who were there."""


class InItAlready(Refused):
    """They are in the group, facilitate it, or were asked to already."""


class NotInvited(Refused):
    """Somebody joins who was asked to."""


class LimitsNotAcknowledged(Unfit):
    """Each acknowledges each of the five limits of confidentiality by name; those named are missing (C1)."""


class ConfidentialityNotAccepted(Unfit):
    """Whoever joins or facilitates accepts what the group keeps confidential (S9)."""


class UnderNoPlacementOfTheirs(Unfit):
    """Name the placement of yours, not past its end, under which you come; in co-reflection, who has none leaves it out (D6)."""


class ManagersDoNotBelong(Refused):
    """This circle meets without managers; that was said when it was formed (S10)."""


class NotInIt(Unfit):
    """They neither belong to the group nor were asked to join or to facilitate it."""


class FacilitatorNamesWhoFollows(Refused):
    """Whoever facilitates names who follows; a member does once they supervise no more, or are line manager of somebody in it (S9, D5)."""


class CannotFacilitate(Unfit):
    """A group is facilitated by somebody else who supervises, is line manager of nobody in it, and neither belongs to it nor was asked to join; a circle by one of those who belong to it, or by nobody (S9, S10, D5)."""


class NotAskedToFacilitate(Refused):
    """Somebody facilitates a group who was asked to (S9)."""


class DoesNotFitIt(Refused):
    """A group is facilitated by somebody who supervises at its agency or at home, and is line manager of nobody in it (S9, D5)."""


class LedByTheirManager(Refused):
    """Nobody comes to a group under a placement whose line manager facilitates it, and none of its meetings is set, moved or held that they facilitate and that begins while they are (S9, D5)."""


class ManagersSaidTooLate(Refused):
    """Whether a manager comes is said before the meeting begins (S10)."""


class OnlyToATimeToCome(Unfit):
    """A meeting is moved to a time that is still to come."""


class MeetingHasBegun(Refused):
    """A meeting is moved before it begins. Say what became of this one (S2)."""


class NotScheduled(Refused):
    """The meeting was held, cancelled or missed already. What is recorded wrongly is corrected."""


class NotBegunYet(Refused):
    """A meeting is recorded as held once it has begun (S2)."""


class OnlyAtATimePast(Unfit):
    """A meeting that was held began at some time up to now (S2)."""


class AnotherFacilitatedThen(Unfit):
    """Somebody else facilitated the group at that time; whose a meeting is goes by when it began (S9)."""


class OneOfTheirs(Unfit):
    """A meeting is called off by whoever facilitated the group when the others were told, or belonged to it (S2, S9)."""


class OthersCouldMeet(Unfit):
    """A meeting that others came to is missed by whoever facilitated the group when it was to begin; of co-reflection, by one who belonged to it then (S2, S9, S10)."""


class NoticeOutOfTime(Unfit):
    """The others were told after the time of the meeting was set and before it was to begin, at some time up to now (S2)."""


class UnfitAttendance(Unfit):
    """Name each who was there once: of those who belonged to the group when it began, each with a placement that lasted; who records a circle was there, with one other at least (S9, S10)."""


class SayHowItWasHeld(Unfit):
    """Of a meeting that was held say who was there, how long and how it was; of one that was missed, who stayed away, or nothing where nobody came; of one that was called off, who did so and when the others were told (S2)."""


class NothingToCorrect(Refused):
    """What is corrected is that a meeting was held, with whom and how, by whom it was missed, or how it was called off; and it was another way than is recorded (S2)."""


class SomebodyWasThere(Refused):
    """There is a record of this meeting; so somebody was there (S2, S6)."""


class ManagerNotAnnounced(Unfit):
    """A manager is at a meeting only where that was said before it began (S10)."""


class NotHeld(Refused):
    """Only of a meeting that was held is there anything to write or to sign (S6)."""


class WrittenAlready(Refused):
    """The record is written. Add to it, or correct it; the earlier text stays readable (S6)."""


class NotWrittenYet(Refused):
    """There is no record of this meeting yet (S6)."""


class NotThere(Unfit):
    """Who is to do something was at this meeting, or facilitated it (S6, S9)."""


class RecordHasChanged(Refused):
    """The record is no longer the one you read. Read it again before you sign or correct it (S6)."""


class NotASignature(Unfit):
    """A signature has a printed name and what it means; of a record also the digest that was read; who refuses says why, and no name (S6)."""


class SignedAlready(Refused):
    """You have signed that already, or said why you do not."""


class NextIsLater(Unfit):
    """The next meeting is one after this (S6)."""


class OnlyOfGroupSupervision(Unfit):
    """An issue is picked, and a way chosen by the one who brought it, in group supervision (S9)."""


class NoIssueOfTheirs(Unfit):
    """An idea is for an issue, and an issue is picked, that somebody brought to this meeting; nothing else is about one (S9)."""


class OneIssueEach(Refused):
    """Each brings one issue to a meeting (S9)."""


class Enough(Refused):
    """That is as much as one of you brings to a meeting; the record has room for what came of it."""


class TheirsWhoBroughtIt(Refused):
    """An issue is laid out, its way forward chosen, and what was brought shared, by the one who brought it (S9)."""
