"""Every way a concern says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotYourStep(Refused):
    """The supervisor who told the worker, or whoever covers for them, takes the steps; the worker answers; the manager named confirms (C2)."""


class LimitsNotAcknowledged(Refused):
    """Both had to understand the five limits beforehand, and the worker had not acknowledged them when this was told (C1, A2)."""


class NoPlacementNamed(Refused):
    """This member named no placement on joining the group, so there is nobody to consult and no agency whose rules hold (C2, S9)."""


class ConcernIsOver(Refused):
    """This concern was closed or withdrawn. It stays readable to those who see it, and no further step is taken (C2)."""


class WithTheSupportTeam(Refused):
    """The worker says that they have taken it to their support team. What is left is to close it, or to withdraw it (C2)."""


class WithTheLineManager(Refused):
    """The worker has taken it to the line manager, who confirmed it. What is left is to close it, or to withdraw it (C2)."""


class AnsweredAlready(Refused):
    """You have answered so already (C2)."""


class TimeToAnswerIsOver(Refused):
    """The time to answer is over, or was used: the next step is your supervisor's (C2)."""


class WorkerStillHasTime(Refused):
    """The worker has neither declined nor let the time pass, so nobody is to be told or consulted yet (C2)."""


class ToldInTheFuture(Unfit):
    """Somebody was told at some time until now (C2)."""


class ToldTooEarly(Unfit):
    """The worker is told this after what comes first: the notice, their answer or the end of their time, the last they were told, and what they objected (C2)."""


class StepYetToCome(Unfit):
    """A step out of order was taken at some time until now (C8)."""


class NobodyToConsult(Refused):
    """There is nobody whom this could go to: no line manager, nobody above, and nobody whom the agency named for concerns and whom it is not about. Ask the agency to name somebody (C2, D5)."""


class AnotherPersonIsToBeConsulted(Refused):
    """By the placement and the agency's policy it is somebody else who is consulted. Read the concern again; a new notice names them to the worker first (C2)."""


class NoEscalationNotice(Refused):
    """Before anybody is consulted the worker is told who, and with which words; no such notice waits to be followed (C2)."""


class NoticeNotSeenYet(Refused):
    """This notice was a message, and the worker has neither said that they have seen it nor has the time passed after which it counts as seen. Speak with them, and give the notice so (C2)."""


class NoMessageReachesThem(Refused):
    """The placement is over, or the worker has no sign-in here or has lost one, so no message counts as having reached them. Tell them in person or by a call (C2)."""


class NoticeOfAnother(Refused):
    """Whoever gave the notice consults. Give a notice of your own, whose words you know (C2)."""


class AnotherNoticeStands(Refused):
    """That is not the notice that stands: person or statement are others than you read. Read it again, or give a new notice (C2)."""


class WorkerHasObjected(Refused):
    """The worker objected to this person. Whom the agency's policy names instead needs a notice of their own (C2)."""


class NothingToConfirm(Refused):
    """The worker does not say, or no longer says, that they have taken something to you (C2)."""


class NothingCameOfItYet(Refused):
    """A concern is closed once it was taken to the support team, the line manager confirmed, or somebody was consulted; before that it can be withdrawn (C2)."""


class ConsultedAlready(Refused):
    """Somebody was consulted, and that cannot be taken back. Close it with its outcome (C2)."""


class NothingIsPaused(Refused):
    """The worker's time does not stand still, so no notice needs to reach them anew (C2)."""


class NoContactOfTheirs(Refused):
    """No e-mail could be sent to a contact of the worker's that is not the employer's. Reach them in another way, and say how (C2)."""


class NotForWhomItCouldGoTo(Refused):
    """You are one of those whom a concern there could go to, or whom it is about, so you go on with none of them, whether or not there is any. Somebody else has to cover (A4, C2)."""


class NotYoursToCover(Refused):
    """Whoever covers for the supervisor under this agreement, or facilitates that group now, goes on with its concerns, once the worker was told so (A4, C2)."""
