"""Types a marker into everything that one can write in a diary, a portfolio, an evaluation and a goal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from services.sessions.forms.diary import CopyIn, EntryIn, PieceIn
from services.sessions.forms.evaluations import AdditionIn, EvaluationIn, FormativeIn, RatedIn, SummativeIn
from services.sessions.forms.goals import AnswersIn, EndingIn, GoalIn, ProgressIn
from tests.faults.canary import Canary
from tests.faults.canary_evaluations import life_of_what_is_said_after_a_meeting

HERE: Final = "sessions"
FIRST: Final = {"If-Match": '"1"'}


def life_of_a_diary(canary: Canary) -> None:
    """Written, written anew, copied, taken away, deleted; who keeps it reads it, nobody else."""
    place = _made(canary, "maya", "/diary", _entry(canary))
    answer = canary.send("maya", "PUT", place, HERE, json=_entry(canary), headers=FIRST)
    assert answer.status_code == 204, answer.text
    copied: dict[str, Any] = {"entry": place.rpartition("/")[2], "competencies": ["K7-63"]}
    assert set(copied) == set(CopyIn.model_fields)
    piece = _made(canary, "maya", "/diary/portfolio", copied)
    codes = {"prompts": ["K27-01"], "competencies": ["K7-12"]}
    shown = {"title": canary.mark(), "on": "2026-03-01", "text": canary.mark(), **codes}
    assert set(shown) == set(PieceIn.model_fields)
    answer = canary.send("maya", "PUT", piece, HERE, json=shown, headers=FIRST)
    assert answer.status_code == 204, answer.text
    for path in (place, f"{place}?as_of=1", piece, "/diary/export", "/diary/portfolio/export?format=json"):
        assert canary.stem in canary.send("maya", "GET", path, HERE).text, "who keeps it reads it"
        assert canary.stem not in canary.send("sam", "GET", path, HERE).text
    for path in ("/diary", "/diary/portfolio"):
        assert canary.stem not in canary.send("maya", "GET", path, HERE).text
    gone = _made(canary, "maya", "/diary", _entry(canary))
    for path, tag in ((gone, '"1"'), (piece, '"2"')):
        assert canary.send("maya", "DELETE", path, HERE, headers={"If-Match": tag}).status_code == 204
        assert canary.send("maya", "GET", path, HERE).status_code == 410


def life_of_evaluations(canary: Canary) -> None:
    """After a session and of a period, each added to."""
    under = canary.agreement("sam")
    starts = (datetime.now(UTC) - timedelta(hours=2)).isoformat(timespec="seconds")
    held = {"agreement": under, "held": {"starts": starts, "minutes": 30}}
    session = _made(canary, "maya", "/sessions", held)
    after = {
        "session": session.rpartition("/")[2],
        "of": "supervisor",
        "went_well": canary.mark(),
        "otherwise": canary.mark(),
        "rated": _rated(canary),
    }
    assert {*after, "to"} == set(FormativeIn.model_fields)
    period = {
        "agreement": canary.agreement("petra"),
        "starts": "2025-01-01",
        "ends": "2025-12-31",
        "overall": canary.mark(),
        "rated": _rated(canary),
    }
    assert set(period) == set(SummativeIn.model_fields)
    assert {"formative", "summative"} == set(EvaluationIn.model_fields)
    for who, body in (("maya", {"formative": after}), ("petra", {"summative": period})):
        place = _made(canary, who, "/evaluations", body)
        added = {"words": canary.mark()}
        assert set(added) == set(AdditionIn.model_fields)
        assert canary.send("maya", "POST", f"{place}/additions", HERE, json=added).status_code == 204
        if "summative" in body:
            shown = canary.send("maya", "POST", f"{place}/showing", HERE, json={"entry": 1})
            assert shown.status_code == 204, shown.text
            assert canary.stem in canary.send("tomasz", "GET", f"{place}/words", HERE).text
        assert canary.stem in canary.send("maya", "GET", f"{place}/words", HERE).text, "who may read it does"
        for path in ("", "/history", "/accesses"):
            assert canary.stem not in canary.send("maya", "GET", f"{place}{path}", HERE).text


def life_of_a_goal(canary: Canary) -> None:
    """Set, gone on with, changed, ended."""
    answers = {name: canary.mark() for name in AnswersIn.model_fields}
    assert set(GoalIn.model_fields) == {*answers, "agreement"}
    place = _made(canary, "maya", "/goals", answers | {"agreement": canary.agreement("sam")})
    noted = {"words": canary.mark()}
    assert set(noted) == set(ProgressIn.model_fields)
    assert canary.send("sam", "POST", f"{place}/progress", HERE, json=noted).status_code == 204
    changed = {name: canary.mark() for name in AnswersIn.model_fields}
    answer = canary.send("sam", "PUT", place, HERE, json=changed, headers={"If-Match": '"2"'})
    assert answer.status_code == 204, answer.text
    ended = {"outcome": "achieved", "words": canary.mark()}
    assert set(ended) == set(EndingIn.model_fields)
    assert canary.send("maya", "POST", f"{place}/ending", HERE, json=ended).status_code == 204
    for who in ("maya", "sam"):
        assert canary.stem in canary.send(who, "GET", f"{place}/words", HERE).text, "who may read it does"
        assert canary.stem not in canary.send(who, "GET", f"{place}/history", HERE).text


def unfit_for_a_diary(canary: Canary) -> None:
    """Requests that are refused, each with markers in it, and repeat none."""
    mark = canary.mark
    for path, body in (
        ("/diary", {mark(): mark()}),
        ("/diary", {"text": mark() * 2000}),
        ("/diary", {"text": mark(), "prompts": [mark()], "on": mark()}),
        ("/diary", {"text": mark(), "prompts": [mark()]}),
        ("/diary/portfolio", {"entry": mark(), "competencies": [mark()]}),
        ("/evaluations", {mark(): mark()}),
        ("/evaluations", {"formative": {"session": mark(), "of": mark(), "went_well": mark() * 300}}),
        ("/evaluations", {"summative": {"agreement": canary.person("maya"), "starts": mark()}}),
        (f"/evaluations/{mark()}/additions", {"words": mark()}),
        ("/goals", {"agreement": canary.person("maya"), "change": mark()}),
        ("/goals", {"agreement": mark(), "change": mark() * 300}),
        (f"/goals/{canary.person('maya')}/ending", {"outcome": mark(), "words": mark()}),
    ):
        answer = canary.send("maya", "POST", path, HERE, json=body)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.status_code}"
    for path in (f"/diary/{mark()}", f"/diary?after={mark()}", f"/diary/export?format={mark()}"):
        assert 400 <= canary.send("maya", "GET", path, HERE).status_code < 500
    for path in (f"/diary/{mark()}", f"/diary/portfolio/{mark()}"):
        assert 400 <= canary.send("maya", "DELETE", path, HERE).status_code < 500


def _entry(canary: Canary) -> dict[str, Any]:
    told = {
        "title": canary.mark(),
        "on": "2026-03-01",
        "prompts": ["K27-10"],
        "text": f"Words with ä “{canary.mark()}” in them",
    }
    assert set(told) == set(EntryIn.model_fields)
    return told


def _rated(canary: Canary) -> list[dict[str, str]]:
    lines = [
        {"competency": "K7-12", "rating": "steady", "words": canary.mark()},
        {"function": canary.mark(), "rating": "growing", "words": canary.mark()},
    ]
    assert {name for line in lines for name in line} == set(RatedIn.model_fields)
    return lines


def _made(canary: Canary, who: str, path: str, body: dict[str, Any]) -> str:
    answer = canary.send(who, "POST", path, HERE, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def everything(canary: Canary) -> None:
    life_of_a_diary(canary)
    life_of_evaluations(canary)
    life_of_what_is_said_after_a_meeting(canary)
    life_of_a_goal(canary)
    unfit_for_a_diary(canary)
