"""What terms must hold, what they may not, and the digest that is signed (A2, A6)."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as st

from services.agreements.domain.refusals import UnfitTerms
from services.agreements.domain.terms import check, digest, missing
from services.agreements.events import Limit, Terms
from shared.sealing import Row, seal_fields
from tests.agreements.acts import (
    AGENCY,
    ID,
    PLACEMENT,
    SALT,
    STRANGER,
    SUPERVISOR,
    TERMS,
    WORKER,
    digest_of,
    terms_with,
)

FIRST = date(2026, 3, 2)

SLIPS = (
    "FREQ=WEEKLY;INTERVAL=0",  # never comes to its second meeting
    "FREQ=WEEKLY;INTERVAL=-1",
    "FREQ=WEEKLY;COUNT=-1",
    "FREQ=WEEKLY;UNTIL=20261231;COUNT=3",
    "FREQ=WEEKLY;UNTIL=99999999999999999999",  # another error than a refusal
    "FREQ=SECONDLY;FREQ=WEEKLY",
    "FREQ=YEARLY;BYMONTH=99",
    "FREQ=YEARLY;BYEASTER=0",  # no part of RFC 5545
    "FREQ=DAILY;BYHOUR=9,10,11",  # more than daily
    "FREQ=WEEKLY;BYDAY=TU\r",
    "FREQ=WEEKLY;BYDAY=TU\u2028",
    "FREQ=WEEKLY;COUNT=\u0663",  # a digit, and none of the standard's
    "FREQ=MONTHLY;BYDAY=99TU",
    "FREQ=MONTHLY;BYMONTHDAY=400",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;INTERVAL=100000000000000000000000",
)


def refused(**other: object) -> tuple[str, ...]:
    with pytest.raises(UnfitTerms) as refusal:
        check(terms_with(**other), WORKER, SUPERVISOR)
    return refusal.value.fields


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=DAILY;INTERVAL=10",
        "FREQ=YEARLY;BYMONTH=3,9",
        "FREQ=WEEKLY;UNTIL=20261231",
        "FREQ=WEEKLY;UNTIL=20261231T000000Z",
        "FREQ=WEEKLY;COUNT=12;WKST=MO",
        "freq=weekly;byday=tu",
    ],
)
def test_a_frequency_is_a_recurrence_rule_A6(rule: str) -> None:
    check(terms_with(frequency=rule), WORKER, SUPERVISOR)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weekly",
        "every Tuesday",
        "FREQ=",
        "FREQ=FORTNIGHTLY",
        "FREQ=HOURLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY;COUNT=5",
        "BYDAY=TU",
        "RRULE:FREQ=WEEKLY",
        "FREQ=WEEKLY\nEXDATE:20260303T000000",
        "DTSTART:20260302T090000\nRRULE:FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=she is not well",
        "FREQ=WEEKLY;NOTE=she is not well",
        "FREQ=WEEKLY;INTERVAL=often",
        "FREQ=WEEKLY;COUNT=x",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;not well",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["TU"] * 80),
        *SLIPS,
    ],
)
def test_what_is_no_recurrence_rule_is_no_frequency_A6(text: str) -> None:
    assert refused(frequency=text) == ("terms.frequency",)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;UNTIL=20200101"])
def test_a_frequency_that_never_names_a_day_is_refused_A6(rule: str) -> None:
    assert refused(frequency=rule, starts=date(2026, 3, 2), ends=None, review_dates=()) == (
        "terms.frequency",
    )


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;COUNT=1"])
def test_one_that_names_few_is_not_A6(rule: str) -> None:
    check(
        terms_with(frequency=rule, starts=date(2096, 3, 31), ends=None, review_dates=()), WORKER, SUPERVISOR
    )


@settings(max_examples=60)
@whenever(
    st.text(max_size=60)
    | st.from_regex(r"FREQ=(WEEKLY|DAILY)(;(BYDAY|COUNT|WKST|NOTE)=[A-Z0-9,+-]{0,4}){0,3}", fullmatch=True)
)
def test_whatever_passes_as_a_frequency_can_be_read_by_others_and_anything_else_is_a_refusal_A6(
    text: str,
) -> None:
    try:
        check(terms_with(frequency=text), WORKER, SUPERVISOR)
    except UnfitTerms:
        return
    assert rrulestr(text)


@pytest.mark.parametrize("minutes", [5, 60, 480])
def test_a_session_has_a_length_that_can_be_meant_A2(minutes: int) -> None:
    check(terms_with(session_minutes=minutes), WORKER, SUPERVISOR)


@pytest.mark.parametrize("minutes", [-60, 0, 4, 481, 10**9])
def test_a_length_that_cannot_be_meant_is_refused_A2(minutes: int) -> None:
    assert refused(session_minutes=minutes) == ("terms.session_minutes",)


def test_the_last_day_is_not_before_the_first_A2() -> None:
    assert refused(ends=FIRST - timedelta(days=1), review_dates=()) == ("terms.ends",)


def test_an_agreement_of_one_day_is_one_A2() -> None:
    check(terms_with(ends=FIRST), WORKER, SUPERVISOR)


@pytest.mark.parametrize(
    "dates",
    [
        (FIRST - timedelta(days=1),),
        (date(2026, 9, 1), date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 6, 1)),
        tuple(FIRST + timedelta(days=week) for week in range(53)),
    ],
    ids=["before the start", "out of order", "twice", "too many"],
)
def test_review_dates_follow_each_other_from_the_start_A3(dates: tuple[date, ...]) -> None:
    assert refused(review_dates=dates) == ("terms.review_dates",)


def test_a_limit_stands_in_the_terms_once_C1() -> None:
    assert refused(limits=(*Limit, Limit.SAFETY)) == ("terms.limits",)


def test_difficulties_with_supervision_do_not_go_to_the_supervisor_C7() -> None:
    assert refused(difficulties_to=SUPERVISOR) == ("terms.difficulties_to",)


def test_all_that_cannot_be_meant_is_named_at_once_A2() -> None:
    wrong = {"frequency": "x", "session_minutes": 1, "difficulties_to": SUPERVISOR}

    assert refused(**wrong) == ("terms.frequency", "terms.session_minutes", "terms.difficulties_to")


def test_what_is_sealed_counts_as_there_A2() -> None:
    row = Row(AGENCY, "agreement", ID, 1, "agreements.AgreementDrafted")

    sealed = seal_fields(TERMS, lambda prefix: (f"{prefix}:{ID}", bytes(32)), row)

    assert missing(sealed) == []


def test_what_is_signed_is_the_salted_digest_of_parties_placement_version_and_every_term_A2() -> None:
    told = {
        "agreement": str(ID),
        "version": 1,
        "worker": str(WORKER),
        "supervisor": str(SUPERVISOR),
        "placement": str(PLACEMENT),
        "terms": TERMS.model_dump(mode="json", exclude_none=True),
    }
    # The RFC 8785 form of plain ASCII without fractions, written without the library that the product uses.
    form = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    assert digest_of() == hashlib.sha256(SALT + form).hexdigest()


@pytest.mark.parametrize("field", sorted(set(TERMS.model_dump(exclude_none=True)) - {"kind"}))
def test_one_term_left_out_makes_another_digest_A2(field: str) -> None:
    default = Terms.model_fields[field].default

    assert digest_of(terms_with(**{field: default})) != digest_of()


def test_other_people_another_placement_or_another_salt_make_another_digest_A2() -> None:
    parts: tuple[Any, ...] = (ID, 1, WORKER, SUPERVISOR, PLACEMENT, TERMS, SALT)
    others: tuple[Any, ...] = (
        PLACEMENT,
        2,
        STRANGER,
        STRANGER,
        ID,
        TERMS.model_copy(update={"place": "Elsewhere"}),
        bytes(32),
    )

    made = [(*parts[:place], other, *parts[place + 1 :]) for place, other in enumerate(others)]

    assert len({digest(*one) for one in (parts, *made)}) == 8
