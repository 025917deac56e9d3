"""Every way a session says no to being set, held or shown; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotAPartyOfTheSession(Refused):
    """Only those who meet do that: worker and supervisor, and in co-supervision the agency supervisor (S2, S12)."""


class AgreementIsOverAlready(Refused):
    """The agreement has ended or expired, so no further session is set, taken over or prepared under it (S2)."""


class OneTimeOrTheOther(Unfit):
    """Say when you are going to meet, or when you met; one of the two, and how long with it (S2)."""


class NotTheirSupervisor(Unfit):
    """On that day neither does this person supervise by the agreement, nor do they cover for whoever does (A4)."""


class NotCoveringThen(Refused):
    """A session is taken over by whoever covers for its supervisor on its day, and taken back where nobody does (A4)."""


class HeldByACover(Refused):
    """Whoever holds this session covers on its day (A4)."""


class OutOfReach(Unfit):
    """A session lies at most a year back and two years ahead."""


class OutsideTheAgreement(Unfit):
    """A session lies within the days of its agreement: not after its last, and not before its first, save while it was negotiated (S2)."""


class SayHowLong(Unfit):
    """The agreement does not say how long a session is, so say it here (A2)."""


class NotForCoSupervision(Unfit):
    """In co-supervision an agency supervisor of the placement's agency is the third, and nobody in any other format; it is of supervision by a peer supervisor, so not of what is administrative alone (S12, D8)."""


class NothingToAgreeTo(Refused):
    """Nobody but the two of you is meant to be there, or you have agreed to it already (S12)."""


class NobodyToLeaveOut(Refused):
    """Nobody but the two of you is meant to be there (S12)."""


class OnlyTheWorkerAgrees(Refused):
    """That the agency supervisor is there too is for the worker to agree to (S12)."""


class AgreeBeforehand(Refused):
    """The worker agrees to co-supervision before it begins. Set another time, or meet without the third (S12)."""


class WorkerHasNotAgreed(Refused):
    """Co-supervision is held only if the worker agreed to it beforehand. Where you met without the third, leave them out first (S12)."""


class ThirdSupervisedNoMore(Refused):
    """Whoever was to be the third was no agency supervisor there on that day. Where you met without them, leave them out first (S12)."""


class NoLongerScheduled(Refused):
    """This session was held, cancelled or missed already. What is recorded wrongly is corrected (S2)."""


class NothingToCorrect(Refused):
    """What is corrected is that a session was held, missed or called off, and how; and it was another way than is recorded (S2)."""


class ContactRecordedAlready(Refused):
    """That you met at that very time is recorded under this agreement already. If something is wrong about it, correct it (S2)."""


class RecordedAsHeld(Refused):
    """There is a record of this session, so it took place; or no time was ever set for it, so nobody missed it (S2, S6)."""


class HeldOrMissed(Unfit):
    """Of a session that was held say when, how long and how it was; of one that was missed, who did not come; of one that was called off, who did so and when the other was told, which nobody was of contact (S2)."""


class NotBeforeItBegins(Unfit):
    """A session is recorded as held or missed once it has begun, and by the time it really began (S2)."""


class OnlyAhead(Unfit):
    """A session is set and moved to a time that is still to come; contact that was is recorded as held (S2)."""


class HasBegun(Refused):
    """Another time is set before a session begins. Say what became of this one (S2)."""


class NoticeOutOfTime(Unfit):
    """Calling a session off is told after it was set and before it begins, and recorded once it was told. Without notice it was missed (S2)."""


class OneOfTheTwo(Unfit):
    """A session is called off or missed by the worker or the supervisor; by who holds it in covering only while they cover on its day (S2, A4)."""


class NotHeld(Refused):
    """That is written down or signed once the session was recorded as held (S6)."""


class AttendanceSignedAlready(Refused):
    """You have signed your attendance already (S6)."""


class OnlyTheWorkerShows(Refused):
    """What was said in a session is the worker's to open to whoever else supervises them (C1)."""


class NotBesideThem(Unfit):
    """A session is opened to whoever supervises under the same agreement today and was not in it (A4)."""


class ShownAlready(Refused):
    """This session is open to them already (A4)."""
