"""Every template against the published figures, item by item (A6, D7, D8)."""

from typing import Any

import pytest

from services.directory.domain.strictness import asked
from services.directory.policy_sets import TEMPLATES
from tests.policy_sets.published import FIGURES, PUBLISHED, RECOMMENDED


def plainly(value: Any) -> Any:
    return {one.topic: one.within_days for one in value} if isinstance(value, tuple) else value


def test_there_is_a_template_for_each_published_set_A6() -> None:
    assert TEMPLATES.keys() == PUBLISHED.keys()


@pytest.mark.parametrize(("code", "item"), FIGURES, ids=lambda one: one)
def test_a_template_has_the_published_figure_A6(code: str, item: str) -> None:
    assert plainly(asked(TEMPLATES[code].rules.requirements)[item]) == PUBLISHED[code][item]


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_template_asks_for_nothing_that_was_not_published_A6(code: str) -> None:
    assert asked(TEMPLATES[code].rules.requirements).keys() == PUBLISHED[code].keys()


@pytest.mark.parametrize("code", PUBLISHED)
def test_what_is_recommended_is_not_made_a_demand_A6(code: str) -> None:
    assert set(TEMPLATES[code].rules.advised) == RECOMMENDED.get(code, set())


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_template_names_its_sources_and_keeps_seven_years_where_nothing_else_is_published_A6(
    code: str,
) -> None:
    rules = TEMPLATES[code].rules

    assert rules.sources
    assert {years for _, years in rules.retention} == {7}


@pytest.mark.parametrize("code", PUBLISHED)
def test_no_law_is_made_up_C6(code: str) -> None:
    assert TEMPLATES[code].rules.reporting_laws == ()
