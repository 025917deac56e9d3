"""Types a marker into everything that a caller can send: fields, headers, addresses, and requests that are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import httpx2

from services.agreements.events import Limit, Terms
from services.agreements.events.disconnects import Advice
from services.agreements.forms import (
    AddendumIn,
    AddendumSignatureIn,
    DepartureIn,
    EndingIn,
    RenegotiationIn,
    ReviewIn,
    SignatureIn,
)
from services.agreements.forms.difficulties import AnswerIn, DifficultyIn
from services.agreements.forms.disconnects import AdditionIn, DisconnectIn
from services.directory.events import Details
from services.directory.forms import OutsideSupervisionIn, SignInIn, TrainingIn
from services.directory.roster.columns import NAMES
from shared.facts import mark_of
from tests.faults.writers import terms

NO_WORDS = {"ends", "employment", "employer", "line_manager_employee_number"}
"""Columns of a roster that take no words."""
Web = Callable[[str, str], httpx2.Client]
"""Who asks which service."""


def service_of(path: str) -> str:
    """Which service answers at an address, where each has a process of its own."""
    bare = path.partition("?")[0]
    noun, own = bare.split("/")[1], bare.rpartition("/")[2]
    if noun in ("people", "agencies", "placements", "policy-sets", "trainings"):
        return "agreements" if own in ("supervision", "own-supervision") else "directory"
    return (
        "agreements"
        if noun in ("agreements", "partnerships", "difficulties", "disconnects", "")
        else "sessions"
    )


class Canary:
    """Makes markers of one stem, and sends them all over a house."""

    def __init__(self, web: Web, people: dict[str, dict[str, Any]], agency: str) -> None:
        self.stem = f"f{uuid4().hex[:15]}"  # a letter first, lest a marker be taken for a number
        self.web, self._people, self.agency = web, people, agency
        self.markers = 0
        self.refused = 0
        self.echoes: list[str] = []

    def mark(self) -> str:
        self.markers += 1
        return f"{self.stem}{self.markers:04d}"

    def person(self, handle: str) -> str:
        return str(self._people[handle]["id"])

    def handle(self, person: UUID | str) -> str:
        return next(handle for handle, one in self._people.items() if str(one["id"]) == str(person))

    def placements(self, handle: str) -> list[dict[str, Any]]:
        return list(self._people[handle]["placements"])

    def headers(self, **more: str) -> dict[str, str]:
        """Whatever a caller may add to any request."""
        names = [
            "X-Anything",
            "X-Request-Id",
            "X-Correlation-Id",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Real-IP",
            "Forwarded",
            "User-Agent",
            "Referer",
            "Cookie",
            "Accept",
            "Accept-Language",
            "Origin",
            "From",
            "If-None-Match",
            "Via",
            "DNT",
            "Priority",
            "X-Amzn-Trace-Id",
            "b3",
            "X-B3-TraceId",
            "uber-trace-id",
            "Client-Id",
            "On-Behalf-Of",
        ]
        told = {name: self.mark() for name in names}
        told["traceparent"] = f"00-{self.stem}{self.markers:016d}-{self.stem}-01"
        told["tracestate"] = f"{self.mark()}={self.mark()}"
        told["baggage"] = f"who={self.mark()},{self.mark()}=x"
        return told | more

    def send(
        self, who: str, method: str, path: str, service: str | None = None, **more: Any
    ) -> httpx2.Response:
        headers = self.headers(**more.pop("headers", {}))
        answer = self.web(who, service or service_of(path)).request(method, path, headers=headers, **more)
        if answer.status_code >= 400:
            self.refused += 1
            said = answer.text + str(answer.headers)
            if self.stem in said:
                self.echoes.append(f"{method} {path}: {answer.status_code} {said}")
        assert answer.status_code < 500, answer.text
        return answer

    def private_terms(self) -> dict[str, Any]:
        """Every field of the terms that is sealed, marked; and shorter meetings than are asked for, to depart from that."""
        told: dict[str, Any] = {"session_minutes": 45}
        for name in Terms.model_fields:
            if mark_of(Terms, name):
                told[name] = f"Words with ä “{self.mark()}” in them"
        told["topics"] = [self.mark(), self.mark()]
        told["objectives"] = [
            {"purpose": "formative", "of": "worker", "text": self.mark(), "expected_outcome": self.mark()}
        ]
        return terms(self.person("rowan")) | told

    def life_of_an_agreement(self) -> None:
        maya = self._people["maya"]
        body = {
            "worker": maya["id"],
            "supervisor": self.person("sam"),
            "placement": maya["placements"][0]["id"],
            "terms": self.private_terms(),
        }
        key = {"Idempotency-Key": str(UUID(f"{self.stem}{0:016d}"))}
        drafted = self.send("maya", "POST", "/agreements", json=body, headers=key)
        assert drafted.status_code == 201, drafted.text
        place = drafted.headers["Location"]
        revised = self.send(
            "sam", "PUT", f"{place}/terms", json={"terms": self.private_terms()}, headers={"If-Match": '"1"'}
        )
        assert revised.status_code == 204, revised.text
        for party in ("maya", "sam"):
            self._sign(party, place)
        self._review_and_amend(place)
        renegotiated = {"why": "duties", "words": self.mark(), "terms": self.private_terms()}
        assert set(renegotiated) == set(RenegotiationIn.model_fields)
        answer = self.send("maya", "POST", f"{place}/renegotiations", json=renegotiated)
        assert answer.status_code == 204, answer.text
        ended = {"why": "other", "words": self.mark()}
        assert set(ended) == set(EndingIn.model_fields)
        assert self.send("sam", "POST", f"{place}/ending", json=ended).status_code == 204
        read = self.send("maya", "GET", f"{place}/terms?version=1")
        assert self.stem in read.text, "who may read it does"
        for path in (place, f"{place}/history", f"{place}?as_of=2"):
            assert self.stem not in self.send("petra", "GET", path).text

    def life_of_a_difficulty(self) -> None:
        """A breach too, with its kind, which is no word of anybody's."""
        agreement = self.agreement("petra")
        told = {"agreement": agreement, "about": "breach", "breach": "old-notes-read", "words": self.mark()}
        raised = told | {"to": self.person("rowan")}
        assert set(raised) == set(DifficultyIn.model_fields)
        key = {"Idempotency-Key": str(uuid4())}
        answer = self.send("maya", "POST", "/difficulties", json=raised, headers=key)
        assert answer.status_code == 201, answer.text
        place = answer.headers["Location"]
        self._answered("rowan", place)
        assert self.stem in self.send("maya", "GET", f"{place}/words").text, "who may read it does"
        assert self.send("maya", "POST", f"{place}/withdrawal").status_code == 204
        for path in (place, f"{place}/history", "/difficulties"):
            assert self.stem not in self.send("rowan", "GET", path).text

    def life_of_a_disconnect(self) -> None:
        told = {"agreement": self.agreement("sam"), "to": self.person("petra"), "advice": self._advice()}
        assert set(told) == set(DisconnectIn.model_fields)
        answer = self.send("sam", "POST", "/disconnects", json=told)
        assert answer.status_code == 201, answer.text
        place = answer.headers["Location"]
        revised = {"advice": self._advice()}
        answer = self.send("sam", "PUT", f"{place}/words", json=revised, headers={"If-Match": '"1"'})
        assert answer.status_code == 204, answer.text
        added = {"version": 2, "words": self.mark()}
        assert set(added) == set(AdditionIn.model_fields)
        assert self.send("maya", "POST", f"{place}/additions", json=added).status_code == 204
        seen = {"version": 2}
        assert self.send("maya", "POST", f"{place}/acknowledgement", json=seen).status_code == 204
        sending = {"version": 2, "additions": 1}
        assert self.send("sam", "POST", f"{place}/sending", json=sending).status_code == 204
        self._answered("petra", place)
        for party in ("maya", "sam", "petra"):
            assert self.stem in self.send(party, "GET", f"{place}/words").text, "who may read it does"
            assert self.stem not in self.send(party, "GET", f"{place}/history").text

    def agreement(self, supervisor: str) -> str:
        """One of Maya's that is in force, as the demo has it."""
        told = self.send("maya", "GET", f"/agreements?status=in-force&supervisor={self.person(supervisor)}")
        return str(told.json()[0]["id"])

    def _advice(self) -> dict[str, str]:
        return {name: f"Words with ä “{self.mark()}” in them" for name in Advice.model_fields}

    def _answered(self, who: str, place: str) -> None:
        words = {"words": self.mark()}
        assert set(words) == set(AnswerIn.model_fields)
        answer = self.send(who, "POST", f"{place}/answers", json=words)
        assert answer.status_code == 204, answer.text

    def _review_and_amend(self, place: str) -> None:
        today = self.send("maya", "GET", place).json()["starts"]
        reviewed = {"held_on": today, "outcome": "renegotiate", "words": self.mark()}
        assert set(reviewed) == set(ReviewIn.model_fields)
        answer = self.send("sam", "POST", f"{place}/reviews", json=reviewed)
        assert answer.status_code == 204, answer.text
        added = {"text": self.mark()}
        assert set(added) == set(AddendumIn.model_fields)
        answer = self.send("maya", "POST", f"{place}/addenda", json=added)
        assert answer.status_code == 201, answer.text
        addendum = answer.headers["Location"]
        for party in ("maya", "sam"):
            digest = self.send(party, "GET", f"{place}/addenda").json()[0]["digest"]
            signed = {"digest": digest, "printed_name": self.mark(), "meaning": self.mark()}
            assert set(signed) == set(AddendumSignatureIn.model_fields)
            answer = self.send(party, "POST", f"{addendum}/signatures", json=signed)
            assert answer.status_code == 204, answer.text
        departed = {"requirement": "session_minutes_at_least", "why": "other", "words": self.mark()}
        assert set(departed) == set(DepartureIn.model_fields)
        answer = self.send("maya", "POST", f"{place}/departures", json=departed)
        assert answer.status_code == 201, answer.text
        for path in ("departures", "requirements", "requirements/history"):
            assert self.stem not in self.send("maya", "GET", f"{place}/{path}").text
        for path in ("addenda", "words", "terms/difference?from=1&to=2"):
            assert self.stem in self.send("maya", "GET", f"{place}/{path}").text, "who may read it does"

    def _sign(self, party: str, place: str) -> None:
        digest = self.send(party, "GET", f"{place}/terms").json()["digest"]
        body = {
            "terms_digest": digest,
            "acknowledged_limits": list(Limit),
            "printed_name": self.mark(),
            "meaning": self.mark(),
        }
        assert set(body) == set(SignatureIn.model_fields)
        answer = self.send(party, "POST", f"{place}/signatures", json=body)
        assert answer.status_code == 204, answer.text

    def _roster(self) -> None:
        names = {
            one["id"]: one["name"] for one in self.send("tomasz", "GET", "/agencies", "directory").json()
        }
        sure = {"agency": names[self.agency], "roles": "coordinator", "starts": "2026-03-02"}
        marked = {name: self.mark() for name in NAMES if name not in {*sure, *NO_WORDS}}
        marked["work_email"] = f"{self.mark()}@{self.mark()}"
        for cells, status in (
            (sure | marked, 200),
            (sure | marked, 200),
            (sure | {name: self.mark() for name in NAMES if name not in sure}, 422),
            ({name: self.mark() for name in NAMES}, 422),
            ({self.mark(): self.mark()} | sure | marked, 422),
        ):
            file = {"file": f"{','.join(cells)}\n{','.join(cells.values())}\n"}
            answer = self.send("tomasz", "POST", "/people/imports", "directory", json=file)
            assert answer.status_code == status, answer.text
            if status == 200:
                told = file | {"digest": answer.json()["digest"]}
                answer = self.send("tomasz", "POST", "/people/imports", "directory", json=told)
                assert '"done"' in answer.text

    def _learning(self, place: str) -> None:
        training = {"topic": "K6-01", "taken_on": "2026-03-01", "provider": self.mark()}
        assert set(training) == set(TrainingIn.model_fields)
        outside = {"with_whom": self.mark(), "starts": "2026-03-01", "ends": None, "frequency": None}
        assert set(outside) == set(OutsideSupervisionIn.model_fields)
        for path, body in (("trainings", training), ("outside-supervisions", outside)):
            made = self.send("tomasz", "POST", f"{place}/{path}", "directory", json=body)
            assert made.status_code == 201, made.text
            for address in (made.headers["Location"], f"{place}/{path}"):
                assert self.stem in self.send("tomasz", "GET", address, "directory").text, (
                    "who may read it does"
                )

    def somebody_new(self) -> None:
        details = {name: self.mark() for name in Details.model_fields}
        body = {"agency": self.agency, "details": details}
        added = self.send("tomasz", "POST", "/people", "directory", json=body)
        assert added.status_code == 201, added.text
        place = added.headers["Location"]
        changed = {"details": {name: self.mark() for name in Details.model_fields}}
        answer = self.send(
            "tomasz", "PUT", f"{place}/details", "directory", json=changed, headers={"If-Match": '"1"'}
        )
        assert answer.status_code == 204, answer.text
        sign_in = {"issuer": self.mark(), "subject": self.mark(), "of_employer": False}
        assert set(sign_in) == set(SignInIn.model_fields)
        for who, path in (("tomasz", f"{place}/sign-ins"), ("rowan", f"{place}/sign-ins/off")):
            answer = self.send(who, "POST", path, "directory", json=sign_in)
            assert answer.status_code == 204, answer.text
        further = {"issuer": self.mark(), "subject": self.mark()}
        answer = self.send("rowan", "POST", f"{place}/sign-ins", "directory", json=further)
        assert answer.status_code == 201, answer.text
        proposals = self.send("rowan", "GET", f"{place}/proposals", "directory")
        assert self.stem in proposals.text, "who confirms it sees what it is"
        self._learning(place)
        self._roster()
        for name in ("handle", "work_email", "employee_number"):
            for value in (changed["details"][name], self.mark()):
                told = {name: value}
                answer = self.send("tomasz", "POST", "/people/searches", "directory", json=told)
                assert answer.status_code == 200, answer.text
