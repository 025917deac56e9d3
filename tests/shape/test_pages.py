"""Generated pages are as they would be if they were made now."""

import re
from pathlib import Path

import pytest

from shared.facts import Fact
from tests.each import of_each
from tests.golden.keeping import kinds
from tests.shape import pages
from tests.shape.pages import PAGES, ROOT


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_not_stale(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == PAGES[name](), "make docs writes it anew"


def test_a_page_that_somebody_changed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    some = {name: made for name, made in PAGES.items() if name != "docs/openapi.json"}  # which takes seconds
    for name, made in some.items():
        (tmp_path / name).write_text(made(), "utf-8")
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    monkeypatch.setattr(pages, "PAGES", some)
    before = pages.stale()

    (tmp_path / "docs/events.md").write_text("Something else.")
    (tmp_path / "docs/fields.md").unlink()

    assert before == []
    assert pages.stale() == ["docs/events.md", "docs/fields.md"]


@pytest.mark.parametrize("name", ["docs/events.md", "docs/fields.md"])
def test_every_fact_stands_on_the_page_once(name: str) -> None:
    told = re.findall(r"^##+ `(.+)`$", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)

    assert sorted(told) == sorted(kinds())


@of_each(kinds().values(), lambda fact: fact.kind)
def test_every_fact_says_what_happened(fact: type[Fact]) -> None:
    assert fact.__doc__ != Fact.__doc__
    assert re.match(r"[A-Z].+\.$", fact.__doc__ or "", re.DOTALL)


@of_each(kinds().values(), lambda fact: fact.kind)
def test_a_fact_is_stored_under_its_service_and_its_own_name(fact: type[Fact]) -> None:
    service, name = fact.kind.split(".")

    assert name == fact.__name__
    assert service in fact.__module__.split(".")
    assert re.search(
        r"(?:ed|Begun|Chosen|Given|Force|Kept|Shown|Withdrawn|Seen|Sent|AddedTo|AgreedTo|GivenTo|Held|Withheld|Written|Set|Struck|Made"
        r"|Along|Said|Left)$|Off$|Taken(?:To|OutOf)\w+$|TakenOver$|TookOver$|Objected$|ShownTo\w+$|PlacedUnder\w+$",
        name,
    ), "a fact is in the past tense"
