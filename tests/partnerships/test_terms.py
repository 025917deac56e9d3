"""What a partnership's terms can mean: codes of the catalogue, placements at the host, one of the two (A7, K3, K5)."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.agreements.blocks import RESPONSIBILITIES, TOPICS
from services.agreements.domain.partnerships.terms import MOST_PLACEMENTS
from services.agreements.domain.refusals import UnfitTerms
from services.agreements.events.codes import Holder, Reported
from services.agreements.events.partnerships import PartnershipTerms, ResponsibilityHeld, TopicHeld
from tests.partnerships.acts import (
    ELSEWHERE,
    JORDANS,
    LANTERN,
    MAYAS,
    SAMS,
    TERMS,
    covered,
    digest_of,
    draft,
    terms_with,
)


def refused_fields(**other: Any) -> tuple[str, ...]:
    with pytest.raises(UnfitTerms) as refused:
        draft(terms_with(**other))
    return tuple(refused.value.fields)


def topic(code: str, side: Holder = Holder.PEER) -> TopicHeld:
    return TopicHeld(topic=code, side=side)


def block(code: str, side: Holder = Holder.AGENCY) -> ResponsibilityHeld:
    return ResponsibilityHeld(block=code, side=side)


@pytest.mark.parametrize("side", Holder)
@pytest.mark.parametrize("code", [one.code for one in TOPICS])
def test_the_two_decide_whose_a_topic_is_also_where_sources_contest_it_K3(code: str, side: Holder) -> None:
    assert draft(terms_with(topics=(topic(code, side),))).new


def test_a_topic_is_one_of_the_catalogue_and_is_given_once_K3() -> None:
    told = (topic("K3-22"), topic("K3" + "-99"), topic("K3-22", Holder.AGENCY), topic("Walks"))

    assert refused_fields(topics=told) == tuple(f"terms.topics.{place}.topic" for place in (1, 2, 3))


def test_a_responsibility_is_a_supervisors_and_is_given_once_D3_D4() -> None:
    workers = next(one.code for one in RESPONSIBILITIES if one.of == "worker")
    supervisors = [one.code for one in RESPONSIBILITIES if one.of == "supervisor"]
    assert draft(terms_with(responsibilities=tuple(block(code) for code in supervisors))).new

    told = (block("K5-07"), block(workers), block("K5-07"))
    assert refused_fields(responsibilities=told) == (
        "terms.responsibilities.1.block",
        "terms.responsibilities.2.block",
    )


def test_there_is_no_code_for_reporting_content_back_C5() -> None:
    assert {one.value for one in Reported} == {"attendance", "dates", "signatures", "reviews"}
    for told in ("content", "notes", "records", "terms"):
        with pytest.raises(ValidationError):
            PartnershipTerms.model_validate({"reported_back": [told]})


def test_what_is_reported_back_is_named_once_C5() -> None:
    assert refused_fields(reported_back=(Reported.DATES, Reported.DATES)) == ("terms.reported_back",)


def test_a_placement_is_at_the_host_and_covered_once_D6() -> None:
    told = (covered(), covered(SAMS), covered(MAYAS), covered())

    assert refused_fields(placements=told) == (
        "terms.placements.1.placement",
        "terms.placements.3.placement",
    )


@pytest.mark.parametrize("field", ["code_of_conduct", "line_managers"])
def test_code_of_conduct_and_line_managers_are_those_of_one_of_the_two_D6(field: str) -> None:
    assert draft(terms_with(placements=(covered(JORDANS, **{field: LANTERN}),))).new
    told = (covered(JORDANS, **{field: ELSEWHERE}),)
    assert refused_fields(placements=told) == (f"terms.placements.0.{field}",)


def test_more_placements_than_anybody_can_mean_are_refused_D6() -> None:
    assert "terms.placements" in refused_fields(placements=(covered(),) * (MOST_PLACEMENTS + 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [("frequency", "every Tuesday"), ("session_minutes", 4), ("review_dates", TERMS.review_dates[::-1])],
)
def test_time_is_told_as_in_every_agreement_A6(field: str, value: Any) -> None:
    assert refused_fields(**{field: value}) == (f"terms.{field}",)


def test_the_digest_tells_two_terms_two_versions_and_two_salts_apart_A7() -> None:
    told = {
        digest_of(),
        digest_of(version=2),
        digest_of(salt=bytes(32)),
        digest_of(terms_with(arrangements="Otherwise.")),
        digest_of(terms_with(topics=())),
    }

    assert len(told) == 5
    assert digest_of() == digest_of(PartnershipTerms.model_validate_json(TERMS.model_dump_json()))
