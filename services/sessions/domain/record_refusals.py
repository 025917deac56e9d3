"""Every way an agenda or a record says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class AgendaIsPast(Refused):
    """Something is put on the agenda before the session begins (S5)."""


class AgendaIsFull(Refused):
    """An agenda has at most 30 items, as many as a record has room for (S5)."""


class OnTheAgendaAlready(Refused):
    """That is on the agenda of this session already (S5)."""


class NotCarriedOver(Unfit):
    """That is no open action and no topic left over from your last session, or from one since that did not take place (S5)."""


class UnknownTopic(Unfit):
    """There is no such topic in the list; choose one, or say it in your own words (K3)."""


class WrittenAlready(Refused):
    """The record is written. Correct it, or add to it; the earlier text stays readable (S6)."""


class NotWritten(Refused):
    """There is no record of this session to sign, correct or add to (S6)."""


class NextIsLater(Unfit):
    """The next session is one after this (S6)."""


class NotThere(Unfit):
    """Who was present, and who is to do something, is one of those who met; worker and supervisor were both there (S6)."""


class NotAnOpenAction(Unfit):
    """Only an action that is still open is carried on, and only once (S6)."""


class NoSuchAction(Unfit):
    """The record of this session has no action of that number (S6)."""


class RecordHasChanged(Refused):
    """The record is no longer the one you read. Read it again before you sign or correct it (S6)."""


class RecordSignedAlready(Refused):
    """You have signed, or refused to sign, this very text already (S6)."""


class ActionIsClosed(Refused):
    """This action was closed already (S6)."""


class NamedTwice(Unfit):
    """In a correction each action is named once (S6)."""


class TooManyActions(Unfit):
    """A record has at most 100 actions, those that go on among them. What is closed does not go on in the next one (S6)."""


class ActionGoesOn(Refused):
    """This action goes on in the record of a later session. Close it there (S6)."""


class SayWhyItIsDropped(Unfit):
    """An action that is dropped is dropped for a reason, in your own words (S6)."""


class SayWhatYouSign(Unfit):
    """A signature has a printed name and a meaning; under a record also the digest you read. Who does not sign says why (S6)."""
