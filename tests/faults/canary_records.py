"""Types a marker into performance records, dual relationships and feedback, and into requests about them that are refused."""

from __future__ import annotations

from typing import Any

from services.sessions.forms.dual_relationships import (
    DualDecisionIn,
    DualRelationshipIn,
    QuestionWeighedIn,
    WeighedIn,
)
from services.sessions.forms.feedback import FeedbackIn, FeedbackRoundIn, ItemAnsweredIn
from services.sessions.forms.performance import (
    ClosingIn,
    CommentIn,
    EntryShownIn,
    NoteIn,
    PlanIn,
    ResultIn,
)
from shared.web.bodies import In
from tests.faults.canary import Canary

QUESTIONS = ("K9-32", "K9-33", "K9-34", "K9-35")


def lives_of_records(canary: Canary) -> None:
    """Each from its beginning to its end; who may read a word of it does, nobody else."""
    _performance(canary)
    _dual_relationship(canary)
    _feedback(canary)
    _unfit(canary)


def _performance(canary: Canary) -> None:
    place = _begun(
        canary,
        "petra",
        "/performance-records",
        NoteIn,
        agreement=canary.agreement("petra"),
        functions=[canary.mark(), canary.mark()],
    )
    plan = {"starts": "2026-03-02", "ends": "2026-06-01"}
    _done(canary, "petra", f"{place}/plans", PlanIn, **plan)
    _done(canary, "petra", f"{place}/results", ResultIn, outcome="partly-met")
    _done(canary, "maya", f"{place}/comments", CommentIn)
    written = canary.send("maya", "GET", place, "sessions").json()["written_version"]
    _done(canary, "maya", f"{place}/showing", EntryShownIn, entry=written)
    _done(canary, "petra", f"{place}/closing", ClosingIn)
    for handle in ("maya", "petra", "tomasz"):
        words = canary.send(handle, "GET", f"{place}/words", "sessions")
        assert canary.stem in words.text, "who may read it does"
        for path in (place, f"{place}/history", "/performance-records"):
            assert canary.stem not in canary.send(handle, "GET", path, "sessions").text


def _dual_relationship(canary: Canary) -> None:
    place = _begun(
        canary, "maya", "/dual-relationships", DualRelationshipIn, agreement=canary.agreement("sam")
    )
    for handle in ("maya", "sam"):
        answers = [{"question": one, "words": canary.mark()} for one in QUESTIONS]
        assert set(answers[0]) == set(QuestionWeighedIn.model_fields)
        _done(canary, handle, f"{place}/answers", WeighedIn, answers=answers, confident=True)
    _done(canary, "sam", f"{place}/decisions", DualDecisionIn, going_on=True)
    assert canary.stem in canary.send("sam", "GET", f"{place}/words", "sessions").text, "who may read it does"
    for path in (place, f"{place}/history", "/dual-relationships"):
        assert canary.stem not in canary.send("maya", "GET", path, "sessions").text


def _feedback(canary: Canary) -> None:
    """It takes no words at all, so there is nothing to mark but what is refused."""
    taken = {name for form in (FeedbackRoundIn, FeedbackIn, ItemAnsweredIn) for name in form.model_fields}
    assert taken == {"agency", "starts", "ends", "items", "answers", "item", "value"}


def _unfit(canary: Canary) -> None:
    mark, nobody = canary.mark, canary.person("maya")
    note = {"agreement": nobody, "functions": [mark()], "going_well": mark()}
    for path, body in (
        ("/performance-records", {mark(): mark()}),
        ("/performance-records", note),
        ("/performance-records", note | {"session": mark()}),
        ("/performance-records", note | {"functions": [mark() * 300]}),
        ("/performance-records", note | {"agreement": mark()}),
        (f"/performance-records/{mark()}/plans", {"steps": mark()}),
        (f"/performance-records/{nobody}/plans", {"steps": mark(), "starts": mark(), "ends": mark()}),
        (f"/performance-records/{nobody}/results", {"outcome": mark(), "words": mark()}),
        (f"/performance-records/{nobody}/comments", {"words": mark() * 300}),
        (f"/performance-records/{nobody}/showing", {"entry": mark()}),
        (f"/performance-records/{nobody}/closing", {"words": [mark()]}),
        ("/dual-relationships", {"agreement": nobody, "words": mark()}),
        ("/dual-relationships", {"agreement": mark(), "words": mark(), mark(): mark()}),
        (f"/dual-relationships/{nobody}/answers", {"answers": [{"question": mark(), "words": mark()}]}),
        (f"/dual-relationships/{nobody}/decisions", {"going_on": mark(), "words": mark()}),
        ("/feedback/rounds", {"agency": mark(), "starts": mark(), "ends": mark(), "items": mark()}),
        (f"/feedback/rounds/{nobody}/answers", {"answers": [{"item": mark(), "value": mark()}]}),
        (f"/feedback/rounds/{mark()}/answers", {"answers": mark()}),
    ):
        answer = canary.send("petra", "POST", path, "sessions", json=body)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.status_code}"
    for path in (
        *(f"/performance-records?{name}={mark()}" for name in ("worker", "agency", "status", "after")),
        *(f"/dual-relationships?{name}={mark()}" for name in ("status", "after", "limit")),
        *(f"/feedback/{what}={mark()}" for what in ("items?asked_of", "rounds?agency")),
        *(f"/{what}/{mark()}" for what in ("performance-records", "dual-relationships", "feedback/rounds")),
        f"/performance-records/{nobody}?as_of={mark()}",
    ):
        assert 400 <= canary.send("petra", "GET", path, "sessions").status_code < 500, path


def _begun(canary: Canary, who: str, path: str, form: type[In], **clear: Any) -> str:
    answer = canary.send(who, "POST", path, "sessions", json=_marked(canary, form, clear))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def _done(canary: Canary, who: str, path: str, form: type[In], **clear: Any) -> None:
    answer = canary.send(who, "POST", path, "sessions", json=_marked(canary, form, clear))
    assert answer.status_code == 204, answer.text


def _marked(canary: Canary, form: type[In], clear: dict[str, Any]) -> dict[str, Any]:
    """Whatever a body takes besides is words, and each of them a marker."""
    words = form.model_fields.keys() - clear.keys()
    return clear | {name: f"Words with ä “{canary.mark()}” in them" for name in words}
