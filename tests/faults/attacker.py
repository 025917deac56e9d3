"""Somebody with every file, topic, line and key of a house, who wants to know which answers are whose.

Values are followed from row to row, orders are laid beside one another, and files are searched for what was removed.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from services.sessions.domain.waiting import row_of
from shared.facts import Recorded, Sealed
from shared.sealing import Row as Bound
from shared.sealing import unseal
from shared.web.opaque import Secret
from tests.faults.loot import Loot, Row

ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
LONG = re.compile(r"[A-Za-z0-9+/_=.:-]{12,}")
RESPONDENT, ANSWERS = "sessions.FeedbackRespondentNoted", "sessions.FeedbackAnswersKept"
LOGS = ("sessions/events.db stored_events", "sessions stored_events")
"""Where SQLite and PostgreSQL have the sessions' own."""
MOST_ROWS = (2, 4, 8, 16, 32, 64)
"""A value in more rows than that is taken for too common to follow. Each is tried: what is rare leads to one, what is common to all."""


@dataclass
class Seen:
    """One row of any table, or one line: where it stands, what it is sorted by, and every value in it."""

    where: str
    sorted_by: dict[str, Any]
    values: set[str] = field(default_factory=set)
    record: Recorded | None = None
    answers: str | None = None


class Attacker:
    """Reads a house that is closed or running; has custody's root, the house's secret, and every row."""

    def __init__(self, loot: Loot, lines: Sequence[str] = (), more: Iterable[Row] = ()) -> None:
        self._custody = loot.custody
        self._secret = Secret(loot.secret, "sessions")
        self._keys = {row.told["id"]: row.told["wrapped"] for row in loot.rows("keys")}
        self.rows = [*map(self._row, chain(loot.rows(), more)), *self._lines(lines)]
        noted = [row for row in self.rows if row.record and row.where in LOGS]
        self.respondents = [row for row in noted if row.record and row.record.name == RESPONDENT]
        self.answers = [row for row in noted if row.record and row.record.name == ANSWERS]
        self.rows += self._derived()

    def _row(self, row: Row) -> Seen:
        seen = Seen(
            row.where, {name: value for name, value in (row.place | row.told).items() if value is not None}
        )
        for value in row.told.values():
            text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            seen.values |= set(tokens(text)) | ({value.hex()} if isinstance(value, bytes) else set())
            if text.startswith('{"v":1,"name":') and '"fact":' in text:
                self._open_record(seen, Recorded.load(text.encode("latin-1")))
        if row.table.partition(" ")[0] == "aside":
            self._open_aside(seen, row.told)
        return seen

    def _open_record(self, seen: Seen, record: Recorded) -> None:
        seen.record = record
        sealed = getattr(record.fact, "answers", None)
        if record.name == ANSWERS and isinstance(sealed, Sealed):
            key_id = f"rk:{record.stream_id}"
            key = self._custody.unwrap(key_id, self._keys[key_id])
            self._tell(seen, unseal(key, key_id, Bound.of(record), "answers", sealed))

    def _open_aside(self, seen: Seen, told: dict[str, Any]) -> None:
        id, key_id = UUID(told["id"]), f"ak:{told['id']}"
        key = self._custody.unwrap(key_id, told["wrapped"])
        sealed = Sealed(v=1, k=key_id, n=told["nonce"], c=told["sealed"], m=told["mark"])
        bound = Bound(None, told["kind"], id, 1, "content")
        self._tell(seen, unseal(key, key_id, bound, f"{told['owner']} {told['until']}", sealed))

    def _tell(self, seen: Seen, plain: bytes) -> None:
        told = json.loads(plain)
        seen.values |= set(tokens(plain.decode()))
        if isinstance(told, list):
            seen.answers = said(told)
            seen.values |= {seen.answers, self._secret.mac(b"body", body(told)).hex()}

    def _lines(self, lines: Sequence[str]) -> Iterator[Seen]:
        for number, line in enumerate(lines):
            yield Seen("lines", {"line": number}, set(tokens(line)))

    def _derived(self) -> Iterator[Seen]:
        """What can be computed of a person, with the house's own secret."""
        for one in self.respondents:
            person, round = person_of(one), UUID(str(one.record.fact.round))  # type: ignore[union-attr]
            mac = self._secret.mac(b"feedback", round.bytes, UUID(person).bytes)
            yield Seen("computed", {}, {person, mac.hex(), str(row_of(mac))})

    # --- following values ----------------------------------------------------------------------

    def followed(self, most: int) -> dict[str, set[str]]:
        """For each answer, by what it says, the people to whom values lead from it."""
        holding: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for value in row.values:
                holding[value].append(number)
        people = {person_of(one) for one in self.respondents}
        useless = _shared_by_several(self.respondents) | _shared_by_several(self.answers)
        useless |= {value for value, rows in holding.items() if len(rows) > most}
        leads = {}
        for start in self.answers:
            assert start.answers
            reached, edge, followed = {id(start)}, [start], set(useless)
            while edge:
                row = edge.pop()
                for value in row.values - followed - people:
                    followed.add(value)
                    news = [self.rows[one] for one in holding[value] if id(self.rows[one]) not in reached]
                    reached |= {id(one) for one in news}
                    edge += news
            leads[start.answers] = {
                one for row in self.rows if id(row) in reached for one in row.values & people
            }
        return leads

    def narrowed(self) -> dict[str, set[str]]:
        """The answers of which values tell more than that one of all who answered gave them."""
        many = len(self.respondents)
        found: dict[str, set[str]] = {}
        for most in MOST_ROWS:
            for answers, people in self.followed(most).items():
                if 0 < len(people) < len(found.get(answers, self.respondents)):
                    found[answers] = people
        assert all(len(people) < many for people in found.values())
        return found

    # --- laying orders beside one another ------------------------------------------------------

    def orders(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """People, and answers, in every order in which any table or file has them."""
        people = {str(one.record.stream_id): person_of(one) for one in self.respondents if one.record}
        answers = {str(one.record.stream_id): one.answers or "" for one in self.answers if one.record}
        alike = {said: said for said in answers.values()}
        return (
            self._orders(people | {person: person for person in people.values()}),
            self._orders(answers | alike),
        )

    def _orders(self, whom: dict[str, str]) -> dict[str, list[str]]:
        found: dict[tuple[str, str], list[tuple[Any, str]]] = defaultdict(list)
        all_of = set(whom.values())
        for row in self.rows:
            named = {whom[value] for value in row.values if value in whom}
            if len(named) == 1:
                for column, value in row.sorted_by.items():
                    found[row.where, column].append((value, next(iter(named))))
        made = {f"{where} by {column}": _first_seen(found[where, column]) for where, column in found}
        return {where: order for where, order in made.items() if set(order) == all_of}

    def matched(self, truth: dict[str, str], known: Sequence[str] = ()) -> tuple[int, str]:
        """How many of all are right if one order is laid beside another, at the best, and which two these are.

        `truth` says whose answers are whose, which the attacker wants to know; `known` is an order of people that somebody
        may have watched, such as that in which they answered.
        """
        people, answers = self.orders()
        assert people
        assert answers
        people |= {"as watched": list(known)} if known else {}
        people |= {"by id": sorted(truth.values())}
        best = (0, "")
        for one, who in people.items():
            for other, what in answers.items():
                for turned in (what, what[::-1]):
                    right = sum(truth[said] == person for person, said in zip(who, turned, strict=True))
                    best = max(best, (right, f"{one} | {other}"))
        return best


def tokens(text: str) -> Iterator[str]:
    """Whatever is long enough to be found elsewhere; an id also as databases write it, and within an address."""
    for found in ID.finditer(text):
        yield from (found[0], found[0].replace("-", ""))
    yield from (found[0] for found in LONG.finditer(text))


def said(told: Iterable[dict[str, Any]]) -> str:
    """What somebody answered, as one value to follow."""
    return "answers:" + ",".join(f"{one['item']}={one['value']}" for one in told)


def body(told: list[dict[str, Any]]) -> bytes:
    """The request that these answers came in, as the tests' own client writes it."""
    return json.dumps({"answers": told}, separators=(",", ":")).encode()


def person_of(row: Seen) -> str:
    assert row.record
    return str(row.record.fact.person)  # type: ignore[attr-defined]


def _shared_by_several(rows: Sequence[Seen]) -> set[str]:
    once: set[str] = set()
    several: set[str] = set()
    for row in rows:
        several |= once & row.values
        once |= row.values
    return several


def _first_seen(found: list[tuple[Any, str]]) -> list[str]:
    order = sorted(found, key=lambda one: (str(type(one[0])), one[0]))
    return list(dict.fromkeys(name for _, name in order))


def files_holding(folder: Path, traces: Iterable[bytes], but: str = "") -> dict[bytes, list[str]]:
    """Which of these bytes lie in which files, those in a folder of that name apart."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and but not in path.parts)
    files = {path: path.read_bytes() for path in paths}
    held = {
        trace: [path.relative_to(folder).as_posix() for path, whole in files.items() if trace in whole]
        for trace in traces
    }
    return {trace: paths for trace, paths in held.items() if paths}
