"""How a roster is read: separators, marks, quotation, dates, and what is wrong with a file as a file (D6)."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from services.directory.events import Employment, Role
from services.directory.roster import MOST_ROWS, Fault, read
from services.directory.roster.columns import COLUMNS, NAMES, template
from services.directory.roster.dates import AMBIGUOUS, NO_DATE, OTHER_FORM, dates
from services.directory.roster.reading import MARK
from services.directory.roster.rows import rows

ROOT = Path(__file__).parents[2]
ROSTERS = ROOT / "tests" / "rosters"
HEADER = "employee_number,name,agency,roles,starts"
LINE = "1,Ada,Harbour,hr,2026-03-02"
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "people.schema.json").read_text()))


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("mark", ["", MARK], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_file_is_read_whatever_wrote_it(separator: str, mark: str, end: str) -> None:
    text = mark + end.join((HEADER, LINE, "", LINE)).replace(",", separator) + end

    lines, faults = read(text)

    assert faults == []
    assert [line.number for line in lines] == [2, 4]
    assert lines[0].cells == dict(zip(HEADER.split(","), LINE.split(","), strict=True))


def test_a_quoted_cell_may_hold_separators_and_its_line_is_where_it_begins() -> None:
    lines, faults = read(
        f'{HEADER}\n1,"Ada ""Q"", Dr.",Harbour,hr,2026-03-02\n2,"Ada\nQuill",H,hr,2026-03-02\n{LINE}\n'
    )

    assert [(line.number, line.cells["name"]) for line in lines] == [
        (2, 'Ada "Q", Dr.'),
        (3, "Ada\nQuill"),
        (5, "Ada"),
    ]
    assert faults == [Fault(3, "name", "holds a line break or another control character")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault(1, "header", "names no column of the template; separate by comma, semicolon or tab")),
        ("a|b\n1|2\n", Fault(1, "header", "names no column of the template; separate by comma, semicolon or tab")),
        (f"{HEADER}\n", Fault(1, "header", "is all there is: nobody stands below it")),
        (f"{HEADER},secret\n{LINE},x\n", Fault(1, "column 6", "is none of the template's")),
        (f"{HEADER},work_emial\n{LINE},x\n", Fault(1, "column 6", "is none of the template's; did you mean work_email?")),
        (f"{HEADER},name\n{LINE},x\n", Fault(1, "name", "stands there twice")),
        ("employee_number,name,agency,roles\n1,A,H,hr\n", Fault(1, "starts", "is missing")),
        (f"{HEADER}\n{LINE}\n1,A\n", Fault(3, "line", "has 2 cells where the first line has 5")),
        (f'{HEADER}\n{LINE}\n1,"A,H,hr\n', Fault(3, "line", "has a quotation mark that is not closed, or stands where none can")),
        (f"{HEADER}\n1,{'A' * 301},H,hr,2026-03-02\n", Fault(2, "name", "is longer than 300 characters")),
        (f"{HEADER}\n1,A\x1b[2J,H,hr,2026-03-02\n", Fault(2, "name", "holds a line break or another control character")),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_named_with_its_line(text: str, fault: Fault) -> None:
    assert read(text)[1] == [fault]


def test_a_file_of_too_many_names_the_first_too_many() -> None:
    _, faults = read("\n".join([HEADER, *[LINE] * (MOST_ROWS + 1)]))

    assert [fault.line for fault in faults] == [MOST_ROWS + 2]


SECOND = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        (["2026-03-02"], [SECOND]),
        (["2.3.2026", "02.03.2026"], [SECOND, SECOND]),
        (["2/3/2026", "13/3/2026"], [SECOND, date(2026, 3, 13)]),
        (["2/3/2026", "3/2/2026"], [AMBIGUOUS, AMBIGUOUS]),
        (["2/3/2026", "3/13/2026"], [AMBIGUOUS, NO_DATE]),
        (["2026-03-02", "2026-03-02", "2.3.2026"], [SECOND, SECOND, OTHER_FORM]),
        (["2026-02-30", "2026-03-02"], [NO_DATE, SECOND]),
        (["soon", "2026-3-2", "٢٠٢٦-٠٣-٠٢", "46083"], [NO_DATE] * 4),
    ],
    ids=["ISO", "dots", "one decides", "none decides", "month first", "two forms", "no such day", "no date"],
)
def test_a_date_is_read_one_way_or_not_at_all(cells: list[str], read_as: list[object]) -> None:
    places = [(at, "starts") for at in range(len(cells))]

    found, faults = dates(dict(zip(places, cells, strict=True)))

    told: dict[tuple[int, str], object] = dict(found) | {(one.line, one.column): one.rule for one in faults}
    assert [told[place] for place in places] == read_as


def test_the_template_is_a_roster_itself_and_meets_the_published_schema_D6() -> None:
    lines, faults = read((ROOT / "docs" / "people.csv").read_text())
    said, more = rows(lines)

    assert template() == (ROOT / "docs" / "people.csv").read_text()
    assert [*faults, *more] == []
    assert [row.roles for row in said] == [(Role.AGENCY_SUPERVISOR,), (Role.WORKER, Role.PEER_SUPERVISOR)]
    assert said[1].employment is Employment.EMPLOYED
    assert [list(SCHEMA.iter_errors(line.cells)) for line in lines] == [[], []]


def test_the_schema_takes_the_clean_roster_and_no_role_that_two_officers_give_D4() -> None:
    lines, _ = read((ROSTERS / "clean.csv").read_text())

    assert all(SCHEMA.is_valid(line.cells) for line in lines)
    assert len(lines) == 60
    assert not SCHEMA.is_valid(lines[0].cells | {"roles": "worker auditor"})
    assert not SCHEMA.is_valid(lines[0].cells | {"diary": "x"})
    assert not SCHEMA.is_valid(dict.fromkeys(NAMES, ""))


def test_every_column_says_what_it_holds_D2() -> None:
    assert all(column.about.endswith(".") for column in COLUMNS)
