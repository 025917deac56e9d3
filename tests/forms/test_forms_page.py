"""Every field of the forms has a named place, every filled form makes whole terms, and the page says so."""

import re
from uuid import UUID

import pytest

from services.agreements.events import Objective, Terms
from tests.forms import FORMS, QUEENSLAND, TIP_52, Form, filled_terms, lost
from tests.forms.form import AGREEMENT
from tests.forms.page import PAGE, page

SOMEBODY = UUID("00000000-0000-4000-8000-000000000003")

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def test_the_page_is_made_from_the_forms_A2() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.forms.page writes it anew"


@each_form
def test_every_field_of_a_form_goes_to_a_field_that_exists_A2(form: Form) -> None:
    places = {f"terms.{name}" for name in Terms.model_fields} - {"terms.objectives"}
    places |= {f"terms.objectives.{name}" for name in Objective.model_fields} | AGREEMENT.keys()

    assert [asked.label for asked in form.asked if not asked.parts] == []
    assert {part.into for part in form.parts()} <= places


@each_form
def test_no_two_fields_of_a_form_share_a_label_A2(form: Form) -> None:
    labels = [asked.label for asked in form.asked]

    assert len(labels) == len(set(labels))


def test_there_is_no_field_for_leftovers_A2() -> None:
    assert {
        name for name in Terms.model_fields if re.search("other|extra|misc|note|custom|remark", name)
    } == set()


@each_form
def test_a_filled_form_makes_terms_that_may_be_signed_A2(form: Form) -> None:
    filled = filled_terms(form, SOMEBODY)
    terms = Terms.model_validate(filled)

    assert [name for name in Terms.MANDATORY if not getattr(terms, name)] == []
    assert terms.difficulties_to == SOMEBODY


@each_form
def test_nothing_that_a_form_says_is_lost_in_the_terms_A2(form: Form) -> None:
    terms = Terms.model_validate(filled_terms(form, SOMEBODY))

    assert lost(form, terms.model_dump(mode="json")) == []


def test_an_answer_that_was_lost_is_found_A2() -> None:
    terms = filled_terms(TIP_52, SOMEBODY)
    del terms["record_form"]
    terms["worker_title"] = "Peer support worker"

    assert lost(TIP_52, terms) == ["worker's credentials", "name of the session form"]


def test_an_outcome_stays_with_its_objective_S3() -> None:
    objectives = Terms.model_validate(filled_terms(QUEENSLAND, SOMEBODY)).objectives

    assert isinstance(objectives, tuple)
    assert len({(one.of, one.purpose) for one in objectives}) == 6
    assert all(one.text and one.expected_outcome for one in objectives)


def test_every_field_of_the_terms_is_explained_on_the_page_A2() -> None:
    told = page()

    assert [name for name in Terms.model_fields if not re.search(rf"`terms\.{name}[`.]", told)] == []


def test_a_field_that_no_form_asks_for_says_which_rule_wants_it_A2() -> None:
    asked = {part.field for form in FORMS for one in form.asked for part in one.parts}
    about = {name: field.description or "" for name, field in Terms.model_fields.items() if name not in asked}

    assert [name for name, text in about.items() if not re.search(r"\b[DASCK]\d", text)] == []
