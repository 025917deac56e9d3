"""Every fact code that is cited stands in docs/domain.md, and every code of the domain stands there once."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.each import of_each

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "docs" / "domain.md"

LAST = {"D": 9, "A": 7, "S": 14, "C": 8, "I": 15, "F": 2, "K": 28}
"""How far each letter counts. A new rule of the domain changes this line and the page, or the test fails."""

CITED = re.compile(r"(?<![A-Za-z0-9])(?:[DASCIF]\d{1,2}|K\d{1,2}(?:-\d{2,3})?)(?![A-Za-z0-9])")
"""An underscore may stand before a code, as at the end of a test's name. Linter rules have three digits."""
NOQA = re.compile(r"#\s*noqa:[^\n]*")
LINE = re.compile(r"^- \*\*([A-Z]\d+)\*\* (.+)$", re.MULTILINE)
ITEMS = re.compile(r"\((\d+) items\)$")


def stated() -> list[tuple[str, str]]:
    """Each code of the page with its text, in the order of the page."""
    return LINE.findall(DOMAIN.read_text("utf-8"))


def citable() -> set[str]:
    """All that may be cited: the codes, and the items of the catalogues as far as these count."""
    codes = {code for code, _ in stated()}
    for code, text in stated():
        if counted := ITEMS.search(text):
            codes |= {f"{code}-{number:02}" for number in range(1, int(counted[1]) + 1)}
    return codes


def cited(text: str) -> Iterator[str]:
    """The codes in a text. What silences a linter is no citation, though it may look like one."""
    return (found[0] for found in CITED.finditer(NOQA.sub("", text)))


def files() -> list[Path]:
    """Where codes are cited."""
    folders = (ROOT / name for name in ("services", "shared", "tests", "bench"))
    code = (path for folder in folders for kind in ("py", "toml") for path in folder.rglob(f"*.{kind}"))
    return sorted([*code, *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


@of_each(path.relative_to(ROOT).as_posix() for path in files())
def test_every_code_that_is_cited_stands_in_the_domain(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")

    assert set(cited(text)) <= citable()


def test_every_code_of_the_domain_stands_there_exactly_once() -> None:
    expected = {f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)}

    assert Counter(code for code, _ in stated()) == Counter(expected)


def test_every_rule_is_written_as_a_sentence_and_every_list_counts_its_items() -> None:
    assert [code for code, text in stated() if not code.startswith("K") and len(text.split()) < 12] == []
    assert [code for code, text in stated() if code.startswith("K") and not ITEMS.search(text)] == []


@pytest.mark.parametrize("letter", list(LAST))
def test_an_unknown_code_is_found_wherever_it_is_planted(letter: str) -> None:
    # Put together here, because this file is read by the test above as well.
    unknown = f"{letter}{LAST[letter] + 1}"
    places = (
        f'"""A change needs both signatures ({unknown})."""',
        f"def test_the_worker_hears_of_it_first_{unknown}() -> None: ...",
        f"# why: {unknown}, and see A3",
        f'Field(description="What is agreed ({unknown}, {unknown}).")',
    )

    assert [place for place in places if unknown not in set(cited(place)) - citable()] == []


@pytest.mark.parametrize("item", ["51", "00", "999"])
def test_an_item_beyond_the_end_of_its_list_is_found(item: str) -> None:
    unknown = f"K{3}-{item}"

    assert set(cited(f"Topics, catalogue codes ({unknown}).")) - citable() == {unknown}


@pytest.mark.parametrize(
    "text", ["x = 1  # noqa: " + "C" + "90", "rule S" + "608", "signed with ES" + "256", "0xA" + "9FF"]
)
def test_what_only_looks_like_a_code_is_left_alone(text: str) -> None:
    assert list(cited(text)) == []
