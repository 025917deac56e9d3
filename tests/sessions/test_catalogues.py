"""Prompts and competences as data: all of each catalogue, each item once (K27, K7)."""

import re
from pathlib import Path

import pytest

from services.sessions import catalogues
from services.sessions.catalogues import COMPETENCIES, COMPETENCY_CODES, PROMPT_CODES, PROMPTS, Area
from tests.shape.test_domain_codes import DOMAIN, citable

FOLDER = Path(catalogues.__file__).parent
ITEMS = (*PROMPTS, *COMPETENCIES)
AREAS = {
    # Written down a second time, from the headings of the catalogue.
    Area.LAYERS: range(1, 5),
    Area.PEER_SUPPORT: range(5, 31),
    Area.CHANGE_AGENT: range(31, 38),
    Area.IN_BUT_NOT_OF: range(38, 49),
    Area.PROFICIENCIES: range(49, 59),
    Area.EXPECTATIONS: range(59, 71),
    Area.FUNCTIONS: range(71, 82),
    Area.IN_THE_LITERATURE: range(82, 90),
    Area.JOB_DESCRIPTION: range(90, 129),
    Area.CLEAR_ROLE: range(129, 134),
    Area.LEADING: range(134, 147),
}
OF_NO_WORKER = {*range(113, 117), *range(123, 134)}
"""Qualifications, advice on writing a description of the job, and what organisations do."""


def numbered(prefix: str) -> list[str]:
    return sorted((code for code in citable() if code.startswith(f"{prefix}-")), key=number)


def number(code: str) -> int:
    return int(code.rpartition("-")[2])


def test_every_prompt_of_the_catalogue_is_there_once_K27() -> None:
    assert [one.code for one in PROMPTS] == numbered("K27")
    assert set(numbered("K27")) == PROMPT_CODES


def test_every_competence_of_the_catalogue_is_there_once_K7() -> None:
    assert [one.code for one in COMPETENCIES] == numbered("K7")


def test_each_competence_stands_in_its_part_of_the_catalogue_K7() -> None:
    assert {area: [number(one.code) for one in COMPETENCIES if one.area is area] for area in Area} == {
        area: list(numbers) for area, numbers in AREAS.items()
    }


def test_nobody_is_rated_by_what_helps_to_describe_a_job_K7() -> None:
    assert {number(one.code) for one in COMPETENCIES if not one.of_worker} == OF_NO_WORKER
    assert {number(code) for code in COMPETENCY_CODES} == set(range(1, 147)) - OF_NO_WORKER


def test_what_sources_do_not_agree_on_says_so_K7() -> None:
    assert [one.code for one in COMPETENCIES if one.contested] == ["K7-78"]


def test_the_five_questions_of_a_goal_are_one_prompt_K27() -> None:
    assert [(one.code, len(one.parts)) for one in PROMPTS if one.parts] == [("K27-05", 5)]


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: one.code)
def test_an_item_is_said_in_a_sentence_and_names_its_source_K7(item) -> None:
    assert re.fullmatch(r"[A-Z][^\n]*[.?]", item.text)
    shorts = set(re.findall(r"^\| ([A-Z]{2}) \|", DOMAIN.read_text("utf-8"), re.MULTILINE))
    for source in item.source.split(", "):
        short, *slide = source.split(" ")
        assert short in shorts
        assert all(re.fullmatch(r"\d\.\d{1,3}", one) for one in slide)
        assert bool(slide) == (short == "EL")


def test_no_two_items_say_the_same() -> None:
    texts = [one.text.casefold() for one in ITEMS]
    assert [one for one in texts if texts.count(one) > 1] == []


def test_the_files_are_read_as_they_lie_there() -> None:
    for name, items in (("prompts.toml", PROMPTS), ("competencies.toml", COMPETENCIES)):
        heads = re.findall(r"^\[(.+)\]$", (FOLDER / name).read_text("utf-8"), re.MULTILINE)
        assert heads == [one.code for one in items]
