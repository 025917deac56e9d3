"""What shared/ holds is a closed list without a noun of the domain; no file anywhere grows into a framework."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.each import of_each

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "shared"

MODULES = {
    "access",
    "aggregate",
    "aside",
    "bus",
    "facts",
    "feed",
    "identity",
    "kafka",
    "keeping",
    "keys",
    "recurrence",
    "sealing",
    "settings",
    "signin",
    "store",
    "tables",
    "telemetry",
    "web",
}
"""One more needs this list changed, hence a reviewer and a decision record."""

NOUNS = (
    r"agreements?|sessions?|disclosures?|concerns?|journeys?|readiness|supervis(?:ion|ors?)|workers?|diar(?:y|ies)"
    r"|surveys?|evaluations?|goals?|objectives?|partnerships?|difficult(?:y|ies)|disconnects?|terms|signatures?"
    r"|coordinators?|auditors?|officers?"
)
NOUN = re.compile(rf"(?:^|_)(?:{NOUNS})(?:$|_)")
DRAWERS = re.compile(r"^(?:utils?|helpers?|commons?|constants|types|mixins?|misc|base|core)$")
LONGEST = 200


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def words(name: str) -> str:
    """snake_case of any name."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def identifiers(source: str) -> Iterator[str]:
    """Every name that code gives to something, and every name of an attribute or argument it uses."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Name():
                yield node.id
            case ast.Attribute():
                yield node.attr
            case ast.arg():
                yield node.arg
            case ast.alias():
                yield node.asname or node.name
            case _:
                pass


def nouns(source: str) -> list[str]:
    return sorted({name for name in identifiers(source) if NOUN.search(words(name))})


def test_shared_holds_exactly_these_modules() -> None:
    there = {
        path.stem for path in SHARED.iterdir() if path.name not in ("__init__.py", "__pycache__", "py.typed")
    }

    assert there == MODULES


@of_each(named(files("shared")))
def test_shared_names_no_noun_of_the_domain(path: str) -> None:
    assert nouns((ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "def sign_agreement(): ...",
        "class SessionView: ...",
        "x = one.concern",
        "def f(journey): ...",
        "LAST_DISCLOSURE = 1",
    ],
)
def test_a_planted_noun_is_found(source: str) -> None:
    assert nouns(source) != []


def test_words_that_only_hold_a_noun_within_are_left_alone() -> None:
    assert nouns("determs = obsession = one.goalkeeper") == []


def test_no_module_is_a_drawer_for_anything() -> None:
    everything = files("services", "shared", "tests", "bench")
    parts = {part for path in everything for part in path.relative_to(ROOT).with_suffix("").parts}

    assert sorted(part for part in parts if DRAWERS.match(part)) == []


@of_each(named(files("services", "shared")))
def test_no_file_is_longer_than_it_can_be_read_at_once(path: str) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= LONGEST
