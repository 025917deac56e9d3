"""What this service holds about whoever asks: from sessions to the diary, with who opened each of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Response

from services.sessions.api import dual_relationships, evaluations, feedback, goals, performance
from services.sessions.api.calls import Sessions
from services.sessions.api.concern_calls import Concerns
from services.sessions.api.diary.calls import ENTRIES, PIECES, DiaryCall
from services.sessions.api.exports_in_confidence import in_confidence
from services.sessions.api.exports_of_groups import of_groups
from services.sessions.api.exports_of_keeping import kept
from services.sessions.api.group_calls import GroupsCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.diary import Diary
from services.sessions.domain.feedback import FeedbackRespondent
from services.sessions.domain.rhythm import Rhythm
from services.sessions.domain.session import Session
from services.sessions.forms.opening import put_on_agenda_by, read_by
from services.sessions.forms.outgoing import session_form
from services.sessions.forms.shown_first import ShownFirst, seen_by
from services.sessions.policy import RESPONDENTS, RHYTHM
from services.sessions.policy.evaluation import TWO as EVALUATED
from services.sessions.policy.feedback import relate_to_respondent
from services.sessions.policy.performance import BESIDE, BETWEEN
from services.sessions.policy.rhythm import relate_to_rhythm
from services.sessions.policy.session import PARTIES
from services.sessions.views.own import NamedInConfidence, NamedInSessions
from shared.access import Decision
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.access.named import named
from shared.facts import Recorded
from shared.store import NotFound
from shared.web.calls import Law, calls
from shared.web.exports import FILE, Part, await_all, export, naming
from shared.web.routing import Routes

router = Routes("Everything about oneself")
InGroups = Annotated[GroupsCall, Depends(calls("sessions", GroupsCall))]
OfDiary = Annotated[DiaryCall, Depends(calls("sessions.diary", DiaryCall))]
OF_RESPONDENT: Final = Law(FeedbackRespondent, RESPONDENTS, relate_to_respondent, lambda _: "")
OF_RHYTHM: Final = Law(Rhythm, RHYTHM, relate_to_rhythm, lambda _: "")


@router.get("/exports/sessions", responses=FILE, response_class=Response)
def export_from_sessions(call: Sessions, groups: InGroups, restricted: Concerns, diary: OfDiary) -> Response:
    """All that names you or that you wrote, as far as you may read it, with who opened it: from sessions to your diary. Opens content.

    Sessions, groups and their meetings, what you brought to them, evaluations, goals, records, which rounds of feedback you
    answered, once they are closed, concerns, disclosures, reports that you recorded or were let see, and holds and erasures that
    you ordered, or wait for you to approve them. Drafts of concerns are not in it: each is read where it lies.
    """
    await_all((call, NamedInSessions, AccessesView), (restricted, NamedInConfidence, RestrictedAccessesView))
    call.relations.require_fresh()  # else a part would be missing to whoever has it by the directory
    mine = named(call.desk.shelf, NamedInSessions, call.person)
    secret = named(call.desk.shelf, NamedInConfidence, call.person)
    restricted.require_known_covers(secret.get(Concern.stream_type, []))
    parts = [
        *_ordinary(call, mine),
        *of_groups(groups, mine),
        *in_confidence(restricted, secret),
        *_diary(diary),
    ]
    return export(call, "sessions", parts, by_name=call.relations.told_by_name(call.person))


def _ordinary(call: Sessions, mine: Mapping[str, Sequence[UUID]]) -> Iterator[Part[Any]]:
    def part(law: Any, action: str, **how: Any) -> Part[Any]:
        return Part(call, law, action, mine.get(law.kind.stream_type, []), AccessesView, **how)

    def shown(one: ShownFirst, records: list[Recorded], _: Decision) -> list[Recorded]:
        return seen_by(one, records, call.person)

    yield part(call.law, "read", told=read_by(call.person), between=PARTIES, seen=session_form)
    yield Part(
        call,
        call.own_items,
        "read-own",
        mine.get(Session.stream_type, []),
        None,
        told=put_on_agenda_by(call.person),
    )
    yield part(OF_RHYTHM, "see")
    yield part(evaluations.law_of(call), "read-words", told=shown, between=EVALUATED)
    yield part(goals.LAW, "read-words")
    yield part(performance.law_of(call), "read-words", told=shown, between=(*BETWEEN, BESIDE))
    yield part(dual_relationships.LAW, "read-words")
    yield part(feedback.law_of(call), "see", told=naming(call.person))
    answered = mine.get(FeedbackRespondent.stream_type, [])
    yield Part(call, OF_RESPONDENT, "read-own", answered, None)
    yield from kept(call, mine)


def _diary(call: DiaryCall) -> Iterator[Part[Any]]:
    try:
        diary = call.desk.store.get(Diary, Diary.id_of(call.person))
    except NotFound:
        return
    entries: list[UUID] = list(diary.entries)
    yield Part(call, ENTRIES, "read-diary", entries, None)
    yield Part(call, PIECES, "read-diary", list(diary.pieces), None)
