"""Two concerns that live the same life at the same moments; of one alone somebody records what was done outside (C6)."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from services.sessions.domain.concern import Concern
from shared.web.problems import Problem
from tests.edge.concerns import CARE, NOW, SAFE, STATEMENT, told
from tests.edge.given import hear_from_agreements, hear_of_the_directory
from tests.house import Household

LIVES: Final = range(30) if os.environ.get("ALONGSIDE_SOAK") else range(13, 16)
"""The dice of each; these three come to every step that counts."""
STEPS: Final = 7
"""How long a life is at the most."""
THEN: Final = "2026-03-02T14:00:00Z"
REPORT: Final[dict[str, Any]] = {"report": {"authority": "The office", "reported_at": THEN}}
OUTSIDE: Final[tuple[dict[str, Any], ...]] = (
    REPORT,
    {"call": {"service": "Ambulance", "called_at": THEN}},
    {"withheld": {"because": "danger", "until": "2027-03-09T14:00:00Z"}},
)
ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b")
UNREADY: Final = "0" * 64
READ_BY: Final = {
    "maya": ("", "/words", "/next-to-consult", "/disclosure", "/recipients", "/history"),
    "sam": ("", "/words"),
    "petra": ("", "/history", "/disclosure", "/words"),
    "tomasz": ("", "/disclosure"),
}
"""The worker, the supervisor, the line manager, HR."""
WOULD: Final = 418
"""What a step is answered with that would be recorded, and was not."""


Body = Callable[["Twins", str], dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """One step that somebody tries: its noun, and how much a life is drawn to it."""

    by: str
    noun: str
    drawn_to: float = 1
    body: Body = lambda _twins, _path: {}


def says(**body: Any) -> Body:
    return lambda _twins, _path: body


def naming(who: str) -> Body:
    return lambda twins, _: {
        "to": twins.home.person(who),
        "name": who.title(),
        "statement": STATEMENT,
        "how": "call",
    }


def of_last_notice(to: str) -> Body:
    return lambda twins, path: {"to": twins.home.person(to), "statement_digest": twins.digest(path)}


def numbered(twins: "Twins", path: str) -> dict[str, Any]:
    return {"notice": max(1, len(twins.notices(path)))}


TRIED: Final = (
    Asked("maya", "seen"),
    Asked("maya", "seen", 2, numbered),
    *(
        Asked("maya", "response", drawn, says(answer=answer))
        for answer, drawn in (("support-team", 1), ("line-manager", 3), ("declined", 6), ("unable", 2))
    ),
    Asked("maya", "objection", 5, numbered),
    Asked("maya", "statement", 1, says(words="Mine.")),
    Asked("petra", "confirmation", 3),
    *(Asked("sam", "escalation-notice", 6, naming(who)) for who in ("petra", "rowan", "tomasz")),
    *(Asked("sam", "consultation", 16, of_last_notice(who)) for who in ("petra", "rowan", "tomasz")),
    Asked(
        "sam", "consultation", 0, says(to="00000000-0000-4000-8000-000000000000", statement_digest=UNREADY)
    ),
    Asked("sam", "private-notice", 1, says(how="call")),
    Asked("sam", "outcome", 2, says(words="Done.")),
    Asked("sam", "withdrawal", 0.2),
    Asked("sam", "steps-out-of-order", 1, says(step="consultation", taken_at=THEN, words="By telephone.")),
    Asked("petra", "consultation", 0, of_last_notice("petra")),
    Asked("sam", "response", 0, says(answer="declined")),
)


@dataclass
class Twins:
    """The one as it is, the other with whatever was done outside between any two steps."""

    home: Household
    dice: Random
    alone: str = ""
    beside: str = ""
    steps: list[str] = field(default_factory=list)
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The notices of each, as of the last step."""

    @classmethod
    def born(cls, home: Household, dice: Random) -> "Twins":
        for one in home.house.rooms["sessions"].followers:
            if one.name == "sessions.reactions":
                one.stop()  # it would find the one a moment before the other
        at_once = dice.random() < 0.25
        notice: dict[str, Any] = {
            "grounds": dice.choice([[CARE], [SAFE], [SAFE, CARE]]),
            "how": dice.choice(["in-person", "call", "message"]),
            "answer_hours": dice.choice([1, 24, 48]),
        }
        notice |= NOW if at_once else {}
        made = cls(home, dice)
        made.alone = told(home, **notice)
        made.put_in(None)
        made.beside = told(home, **notice)
        made.steps.append(f"{notice}")
        return made

    def live(self, tried: tuple[Asked, ...] = TRIED) -> None:
        """Raises AssertionError where the two are told apart by anything that anybody is answered."""
        for _ in range(STEPS):
            self.put_in(self.beside)
            self.home.settle()
            self.are_read_alike()
            lawful = [one for one in tried if self.is_tried_alike(one)]
            if not self.goes_on(lawful):
                return
        self.put_in(self.beside)
        self.home.settle()
        self.are_read_alike()

    def put_in(self, path: str | None) -> None:
        """By the supervisor, each of the three; by one of the others too; and the line manager is let see one."""
        concern = {"concern": path.rpartition("/")[2]} if path else {}
        other = self.dice.choice(["maya", "petra"])
        for by, one in (*(("sam", one) for one in OUTSIDE), (other, self.dice.choice(OUTSIDE))):
            answer = self.home.as_(by).post("/external-reports", json=concern | one)
            assert answer.status_code == 201, answer.text
            if by == "sam" and one is REPORT:
                let = {"to": self.home.person("petra")}
                shown = self.home.as_("sam").post(f"{answer.headers['Location']}/showings", json=let)
                assert shown.status_code == 204, shown.text

    def are_read_alike(self) -> None:
        """By the worker, the supervisor, the manager and HR, record by record and in their lists."""
        for by, ends in READ_BY.items():
            for end in ends:
                self.is_alike(by, "GET", end)
            listed = self.home.as_(by).get("/concerns", params={"limit": 200}).json()
            rows = [[one for one in listed if path.endswith(one["id"])] for path in (self.alone, self.beside)]
            assert self.masked(str(rows[0]), self.alone) == self.masked(str(rows[1]), self.beside)
        self.home.settle()
        self.is_alike("maya", "GET", "/accesses")

    def is_tried_alike(self, one: Asked) -> bool:
        """Whether it is lawful now; for both or for neither, and refused by the same rule."""
        with rehearsed(self.home):
            return self.is_alike(one.by, "POST", f"/{one.noun}", one.body) == WOULD

    def goes_on(self, lawful: list[Asked]) -> bool:
        """With a lawful step, or by time alone; False where nothing is left to do."""
        self.known = {}
        if not lawful or self.dice.random() < 0.2:
            self.time_goes_by(self.dice.choice([1, 30, 130]), noticed=self.dice.random() < 0.5)
            return True
        one = self.dice.choices(lawful, [step.drawn_to for step in lawful])[0]
        assert self.is_alike(one.by, "POST", f"/{one.noun}", one.body) == 204
        self.steps.append(f"{one.by}: {one.noun}")
        return one.noun not in ("withdrawal", "outcome")

    def time_goes_by(self, hours: int, *, noticed: bool) -> None:
        self.home.clock.move(hours=hours)
        hear_of_the_directory(self.home)
        hear_from_agreements(self.home)
        if noticed:
            self.home.house.rooms["sessions"].react()
        self.steps.append(f"{hours} hours{' noticed' if noticed else ''}")

    def is_alike(self, by: str, method: str, end: str, body: Body | None = None) -> int:
        """What both are answered with."""
        one, other = (
            self.answered(by, method, path, end, body(self, path) if body else None)
            for path in (self.alone, self.beside)
        )
        assert one == other, (self.steps, by, end, one, other)
        return one[0]

    def answered(
        self, by: str, method: str, path: str, end: str, body: Any = None
    ) -> tuple[int, str, list[str | None]]:
        """All of an answer but what is the record's own: its ids, its salted digests, its place in the log."""
        answer = self.home.as_(by).request(method, f"{path}{end}", json=body)
        headers = [answer.headers.get(name) for name in ("ETag", "Told", "Retry-After")]
        return answer.status_code, self.masked(answer.text, path), headers

    def masked(self, text: str, path: str) -> str:
        people = {str(one) for one in self.home.demo.people.values()}
        own = path.rpartition("/")[2]

        def mask(found: re.Match[str]) -> str:
            one = found.group()
            return one if one in people else "its own" if one == own else "another's"

        return ID.sub(mask, text)

    def notices(self, path: str) -> list[dict[str, Any]]:
        if path not in self.known:
            self.known[path] = self.home.as_("maya").get(path).json()["notices"]
        return self.known[path]

    def digest(self, path: str) -> str:
        return str(next((one["digest"] for one in reversed(self.notices(path))), UNREADY))


@contextmanager
def rehearsed(home: Household) -> Iterator[None]:
    """What would be recorded of a concern is said, fact by fact, and not recorded."""
    store = home.house.rooms["sessions"].desks["sessions.restricted"].store
    append = store.append

    def rehearse(thing: Any, *told: Any, **more: Any) -> int:
        if not isinstance(thing, Concern):
            return append(thing, *told, **more)
        raise Problem(WOULD, "rehearsed", " ".join(fact.kind for fact in thing.new))

    store.append = rehearse  # type: ignore[method-assign]
    try:
        yield
    finally:
        del store.append
