"""Blocks of text to begin with: all of the catalogue, each once, fit for the field it goes into (K3, K5)."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st
from pydantic import ValidationError

from services.agreements.blocks import RESPONSIBILITIES, TAG, TOPICS, Side, code_of, offered
from services.agreements.events import Kind, Party, Terms
from tests.each import of_each
from tests.shape.test_domain_codes import DOMAIN, citable

BLOCKS = (*TOPICS, *RESPONSIBILITIES)
CODES = [one.code for one in TOPICS]
SIDES: Final[dict[Side, set[int]]] = {
    # Written down a second time, from the catalogue's own headings and tags.
    "agency": {*range(1, 22), *range(35, 44)},
    "peer": {*range(22, 29), 44, 45},
    "either": {*range(29, 35), *range(46, 51)},
}
SHARED = {*range(1, 16), 35}
CONTESTED = {"K3-31", "K3-47", "K3-48", "K3-49", "K3-50", "K5-27"}
each_block = of_each(BLOCKS, lambda one: one.code)


def test_every_topic_of_the_catalogue_is_offered_once_K3() -> None:
    assert sorted(code for code in citable() if code.startswith("K3-")) == CODES


def test_every_responsibility_of_the_catalogue_is_offered_once_K5() -> None:
    codes = [one.code for one in RESPONSIBILITIES]

    assert sorted(code for code in citable() if code.startswith("K5-")) == codes


def test_each_topic_is_on_its_side_K3() -> None:
    by_side = {side: {int(one.code[3:]) for one in offered(TOPICS, side=side)} for side in SIDES}

    assert by_side == SIDES


def test_each_responsibility_is_somebody_s_and_on_its_side_K5() -> None:
    sides = {int(one.code[3:]): (one.of, one.side) for one in RESPONSIBILITIES}

    assert sides == (
        dict.fromkeys(SHARED, (Party.SUPERVISOR, "either"))
        | dict.fromkeys(range(16, 27), (Party.SUPERVISOR, "peer"))
        | dict.fromkeys(range(27, 35), (Party.SUPERVISOR, "agency"))
        | dict.fromkeys(range(36, 42), (Party.WORKER, "worker"))
    )


def test_what_is_contested_says_why_K3() -> None:
    assert {one.code for one in BLOCKS if one.contested} == CONTESTED
    assert all(len((one.contested or "").split()) > 6 for one in BLOCKS if one.code in CONTESTED)


@each_block
def test_a_block_is_one_sentence_about_the_people_it_is_of_K5(block) -> None:
    assert re.fullmatch(r"[A-Z][^.?!\n]*[a-z]\.", block.text)
    begins = {Party.WORKER: "The worker ", Party.SUPERVISOR: "The supervisor "}
    of = getattr(block, "of", None)
    assert block.text.startswith(begins[of] if of else ("You ", "The worker ", "The supervisor "))


@each_block
def test_a_block_names_a_published_source_in_short_K3(block) -> None:
    shorts = set(re.findall(r"^\| ([A-Z]{2}) \|", DOMAIN.read_text("utf-8"), re.MULTILINE))

    assert shorts == {"TK", "HB", "EL", "PS", "NP"}
    for source in block.source.split(", "):
        short, *slide = source.split(" ")
        assert short in shorts
        assert bool(slide) == (short == "EL")
        assert all(re.fullmatch(r"\d\.\d{2,3}", one) for one in slide)


def test_no_two_blocks_say_the_same_K5() -> None:
    assert [text for text, many in Counter(one.text for one in BLOCKS).items() if many > 1] == []


@pytest.mark.parametrize("block", [TOPICS[0], RESPONSIBILITIES[0]], ids=["topic", "responsibility"])
def test_a_block_that_is_longer_than_its_field_is_no_block_A2(block) -> None:
    most = {"TopicBlock": 300, "ResponsibilityBlock": 4000}[type(block).__name__]
    told = block.model_dump()

    assert type(block).model_validate(told | {"text": "x" * most})
    with pytest.raises(ValidationError, match="too_long"):
        type(block).model_validate(told | {"text": "x" * (most + 1)})


@pytest.mark.parametrize("kind", list(Kind))
def test_all_that_is_offered_fits_into_the_terms_at_once_A2(kind: Kind) -> None:
    topics = [f"{one.code} {one.text}" for one in offered(TOPICS, kind=kind)]
    said = {
        of: "\n".join(one.text for one in offered(RESPONSIBILITIES, kind=kind) if one.of == of)
        for of in (Party.WORKER, Party.SUPERVISOR)
    }

    terms = Terms.model_validate(
        {
            "kind": kind,
            "topics": topics,
            "worker_responsibilities": said[Party.WORKER],
            "supervisor_responsibilities": said[Party.SUPERVISOR],
        }
    )

    assert terms.topics == tuple(topics)


def test_a_kind_of_agreement_is_offered_its_side_and_what_is_of_either_D8() -> None:
    def sides(blocks, kind):
        return {one.side for one in offered(blocks, kind=kind)}

    assert sides(TOPICS, Kind.ADMINISTRATIVE) == {"agency", "either"}
    assert sides(TOPICS, Kind.PROFESSIONAL_DEVELOPMENT) == {"peer", "either"}
    assert sides(RESPONSIBILITIES, Kind.ADMINISTRATIVE) == {"agency", "either", "worker"}
    assert sides(RESPONSIBILITIES, Kind.PROFESSIONAL_DEVELOPMENT) == {"peer", "either", "worker"}
    assert offered(BLOCKS, kind=Kind.BOTH) == offered(BLOCKS) == list(BLOCKS)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_contested_topic_is_offered_for_every_kind_and_marked_K3(kind: Kind) -> None:
    marked = {one.code for one in offered(TOPICS, kind=kind) if one.contested}

    assert marked == CONTESTED - {"K5-27"}


def test_the_files_are_read_as_they_lie_there() -> None:
    folder = Path(__file__).parents[2] / "services" / "agreements" / "blocks"
    heads = [
        head
        for name in ("topics.toml", "responsibilities.toml")
        for head in re.findall(r"^\[(.+)\]$", (folder / name).read_text("utf-8"), re.MULTILINE)
    ]

    assert heads == [one.code for one in BLOCKS]
    assert re.fullmatch(r"[0-9a-f]{16}", TAG)


@of_each(CODES)
def test_a_line_that_is_a_code_or_begins_with_one_stands_for_it_K3(code: str) -> None:
    for line in ("{}", " {} ", "{} Staying well.", "{}: staying well", "{}, {}", "{} – or not"):
        assert code_of(line.format(code, "K3-01")) == code


@pytest.mark.parametrize(
    "line", ["", "K3", "Staying well at work", "Staying well (K3-26)", "k3-22", "XK3-22", "K5-01"]
)
def test_words_alone_and_codes_elsewhere_stand_for_none_K3(line: str) -> None:
    assert code_of(line) is None


@pytest.mark.parametrize("number", ["", "2", "00", "51", "220", "22b", "22_", "22-1", "٢٢"])
def test_what_only_looks_like_a_code_stands_for_none_K3(number: str) -> None:
    assert code_of(f"K3-{number}") is None


@whenever(words=st.text(max_size=40))
def test_whatever_is_written_stands_for_one_code_of_the_catalogue_or_none_K3(words: str) -> None:
    assert code_of(words) in {None, *CODES}
    assert code_of(f"K3-22 {words}") == "K3-22"
