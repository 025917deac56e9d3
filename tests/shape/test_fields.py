"""The table of fields: all that is content is sealed, and nothing asks for what must not be asked (C1, S11, D2)."""

import re
from collections.abc import Iterable

import pytest
from pydantic import BaseModel

from shared.facts import Personal, Private, mark_of
from tests.each import of_each
from tests.golden.keeping import kinds
from tests.shape.fields import PERSONAL, PLAIN, Field, bare, every_field, in_words, is_free_text
from tests.shape.fields_records import RECORDS

TEXT_IN_CLEAR = {
    "directory.AgencyAdded name": "an agency is no person, and everybody sees which agencies there are",
    "directory.AgencyAdded time_zone": "one of the IANA names; the rule refuses any other",
    "directory.AgencyAdded locale": "a language and a country; the rule refuses anything else",
    "directory.PersonAdded indexes.handle": "HMAC",
    "directory.PersonAdded indexes.work_email": "HMAC",
    "directory.PersonAdded indexes.employee_number": "HMAC",
    "directory.PersonDetailsChanged indexes.handle": "HMAC",
    "directory.PersonDetailsChanged indexes.work_email": "HMAC",
    "directory.PersonDetailsChanged indexes.employee_number": "HMAC",
    "directory.SignInLinked link": "HMAC over issuer and subject",
    "directory.SignInSwitchedOff link": "HMAC over issuer and subject",
    "directory.SignInProposed link": "HMAC over issuer and subject",
    "directory.PolicySetPublished rules.title": "published rules, which everybody sees",
    "directory.PolicySetPublished rules.jurisdiction": "published rules, which everybody sees",
    "directory.PolicySetPublished rules.funder": "published rules, which everybody sees",
    "directory.PolicySetPublished rules.sources[]": "where rules are published",
    "directory.PolicySetPublished rules.requirements.supervisor.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.PolicySetPublished rules.requirements.worker.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.PolicySetPublished rules.advised[]": "codes of requirements; the rule refuses anything else",
    "directory.PolicySetPublished rules.reporting_laws[].code": "a law, which everybody may read",
    "directory.PolicySetPublished rules.reporting_laws[].title": "a law, which everybody may read",
    "directory.PolicySetPublished rules.reporting_laws[].authority": "an office named by a law",
    "directory.PolicySetPublished rules.reporting_laws[].source": "where a law stands",
    "directory.PolicySetRevised rules.title": "published rules, which everybody sees",
    "directory.PolicySetRevised rules.jurisdiction": "published rules, which everybody sees",
    "directory.PolicySetRevised rules.funder": "published rules, which everybody sees",
    "directory.PolicySetRevised rules.sources[]": "where rules are published",
    "directory.PolicySetRevised rules.requirements.supervisor.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.PolicySetRevised rules.requirements.worker.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.PolicySetRevised rules.advised[]": "codes of requirements; the rule refuses anything else",
    "directory.PolicySetRevised rules.reporting_laws[].code": "a law, which everybody may read",
    "directory.PolicySetRevised rules.reporting_laws[].title": "a law, which everybody may read",
    "directory.PolicySetRevised rules.reporting_laws[].authority": "an office named by a law",
    "directory.PolicySetRevised rules.reporting_laws[].source": "where a law stands",
    "directory.PolicySetChosen stricter.supervisor.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.PolicySetChosen stricter.worker.training[].topic": "a code of the catalogue; the rule refuses anything else",
    "directory.RegisterKept title": "a code that the agency asks people to keep, which everybody reads",
    "directory.RegisterKept sections[].ref": "a code that the agency asks people to keep, which everybody reads",
    "directory.RegisterKept sections[].heading": "a code that the agency asks people to keep, which everybody reads",
    "directory.RegisterKept kept_at": "a code that the agency asks people to keep, which everybody reads",
    "directory.TrainingRecorded topic": "a code of the catalogue; the rule refuses any other",
    "directory.OutsideSupervisionRecorded frequency": "a recurrence rule; the rule refuses anything else",
    "keeping.HoldPlaced target_type": "a type of stream",
    "keeping.ErasureOrdered target_type": "a type of stream",
    "keeping.ContentErased keys[].key": "a random id",
    "agreements.AgreementDrafted digest": "salted, and the salt is sealed",
    "agreements.AgreementDrafted terms.frequency": "a recurrence rule; the rule refuses anything else",
    "agreements.TermsRevised digest": "salted, and the salt is sealed",
    "agreements.TermsRevised terms.frequency": "a recurrence rule; the rule refuses anything else",
    "agreements.AgreementSigned digest": "that of the terms signed",
    "agreements.AgreementRenegotiated digest": "salted, and the salt is sealed",
    "agreements.AddendumProposed digest": "salted, and the salt is sealed",
    "agreements.AddendumSigned digest": "that of the addendum signed",
    "agreements.AgreementRenegotiated terms.frequency": "a recurrence rule; the rule refuses anything else",
    "agreements.DepartureRecorded required": "a figure of published rules, as JSON",
    "agreements.PartnershipDrafted digest": "salted, and the salt is sealed",
    "agreements.PartnershipTermsRevised digest": "salted, and the salt is sealed",
    "agreements.PartnershipRenegotiated digest": "salted, and the salt is sealed",
    "agreements.PartnershipSigned digest": "that of the terms signed",
    "agreements.PartnershipAddendumProposed digest": "salted, and the salt is sealed",
    "agreements.PartnershipAddendumSigned digest": "that of the addendum signed",
    **{
        f"agreements.{fact} terms.{path}": f"{why}; the rule refuses anything else"
        for fact in ("PartnershipDrafted", "PartnershipTermsRevised", "PartnershipRenegotiated")
        for path, why in {
            "frequency": "a recurrence rule",
            "topics[].topic": "a code of the catalogue",
            "responsibilities[].block": "a code of the catalogue",
        }.items()
    },
    **RECORDS,
    "sessions.TallyMarked quarter": "a quarter of a year, from the calendar",
    "sessions.SessionsCounted quarter": "a quarter of a year, from the calendar",
    "sessions.SessionsCounted untold[]": "codes of purposes and functions, of which nothing is told",
    "sessions.EscalationNoticeGiven digest": "salted, and the salt is sealed",
    "sessions.DisclosureMade digest": "that of the notice",
    "sessions.DisclosureMade policy_version": "hash of the policy",
    "sessions.DisclosureMade template": "which published words go along, from the code",
    "access.ContentOpened target_type": "a stream type, from the code",
    "access.ContentOpened fields[]": "names of fields, from the code",
    "access.ContentOpened action": "from the policy",
    "access.ContentOpened rule": "id of a row of the policy",
    "access.ContentOpened relation": "from the policy",
    "access.ContentOpened policy_version": "hash of the policy",
    "access.ContentOpened purpose": "from the policy",
    "access.ContentOpened ground": "one of the five grounds, or none",
    "access.PersonsOpened fields[]": "names of fields, from the code",
    "access.PersonsOpened action": "from the policy",
    "access.PersonsOpened rules[]": "id of a row of the policy",
    "access.PersonsOpened relations[]": "from the policy",
    "access.PersonsOpened policy_version": "hash of the policy",
    "access.PersonsOpened purpose": "from the policy",
}
"""Each text that is not sealed, and why. A further one needs a reason here, hence a reviewer."""

CLEAR_TERMS = {
    *("kind", "model", "starts", "ends", "frequency", "session_minutes", "modality", "review_dates[]"),
    *("limits[]", "difficulties_to"),
}
"""What rules and C5 need of the terms; all else is for the parties alone."""

CLEAR_PARTNERSHIP = {
    *("starts", "ends", "frequency", "session_minutes", "review_dates[]", "reported_back[]"),
    *("topics[].topic", "topics[].side", "responsibilities[].block", "responsibilities[].side"),
    *("placements[].placement", "placements[].code_of_conduct", "placements[].line_managers"),
}
"""Of a partnership: codes, dates and ids, which say who covers what and who sees that it takes place."""

PEOPLE = {
    *("worker", "supervisor", "by", "voids[]", "terms.difficulties_to"),
    *("person", "alternate", "line_manager", "targets[]", "target", "to"),
    "owner",
    "approver",
    "about[]",
    *("third", "instead_of", "called_off_by", "who", "record.present[]", "record.actions[].who"),
    *("added.record.present[]", "added.record.actions[].who"),
    *("facilitator", "member", "contributed.on", "record.picked", "added.record.picked"),
}
"""Who a fact can name: staff, never a person being supported."""

NEVER_ASKED = re.compile(
    r"diagnos|medicat|medicine|treatment|therap|symptom|illness|disorder|disabilit|hospital|prescri|health|leave_reason",
    re.IGNORECASE,
)
SUPPORTED = re.compile(
    r"service_?user|person_supported|supported_person|people_supported|beneficiar|case_?load|recipient_of_support",
    re.IGNORECASE,
)

FIELDS = every_field()


def unreasoned(fields: Iterable[Field]) -> list[str]:
    """Plain texts that nobody gave a reason for."""
    return [
        f"{field.fact} {field.path}"
        for field in fields
        if field.kept == PLAIN and is_free_text(field) and f"{field.fact} {field.path}" not in TEXT_IN_CLEAR
    ]


def test_every_text_that_is_not_sealed_has_a_reason_C1() -> None:
    assert unreasoned(FIELDS) == []


def test_no_reason_is_left_for_a_field_that_is_gone_C1() -> None:
    there = {f"{field.fact} {field.path}" for field in FIELDS if field.kept == PLAIN and is_free_text(field)}

    assert TEXT_IN_CLEAR.keys() - there == set()


def test_a_planted_text_is_found_C1() -> None:
    planted = Field("agreements.AgreementSigned", "remark", BaseModel, "text", PLAIN, "", str)

    assert unreasoned([*FIELDS, planted]) == ["agreements.AgreementSigned remark"]


@pytest.mark.parametrize(
    ("partnership", "expected"),
    [(False, CLEAR_TERMS), (True, CLEAR_PARTNERSHIP)],
    ids=["agreement", "partnership"],
)
def test_of_the_terms_only_what_a_rule_needs_is_clear_C5(partnership: bool, expected: set[str]) -> None:
    clear = {
        field.path.removeprefix("terms.")
        for field in FIELDS
        if field.path.startswith("terms.")
        and field.kept == PLAIN
        and ("Partnership" in field.fact) is partnership
    }

    assert clear == expected


def test_who_somebody_is_is_told_by_the_directory_and_by_the_accounting_of_disclosures_D2() -> None:
    elsewhere = {field.fact for field in FIELDS if field.kept == PERSONAL and "directory." not in field.fact}

    assert elsewhere == {"sessions.RecipientNamed"}


@of_each(FIELDS, lambda field: f"{field.fact} {field.path}")
def test_no_field_asks_for_diagnosis_treatment_or_medication_S11(field: Field) -> None:
    assert not NEVER_ASKED.search(f"{field.path} {field.about}")


def test_no_field_names_a_person_being_supported_D2() -> None:
    named = {field.path for field in FIELDS if in_words(field.leaf) == "person" or field.path == "targets[]"}

    assert named <= PEOPLE
    assert [field.path for field in FIELDS if SUPPORTED.search(field.path)] == []


def test_words_of_supported_people_are_asked_for_without_their_names_D2() -> None:
    about = [field.about for field in FIELDS if "being supported" in field.about]

    assert about
    assert all("no names" in words for words in about)


@pytest.mark.parametrize("word", ["diagnosis", "Current medication", "treatment_plan", "health_notes"])
def test_a_planted_question_is_found_S11(word: str) -> None:
    assert NEVER_ASKED.search(word)


def unreachable(model: type[BaseModel], path: str = "") -> list[str]:
    """Lists in clear whose parts hold something to be sealed: sealing does not reach into them."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        leaf, many = bare(field.annotation)
        if mark_of(model, name) or not (isinstance(leaf, type) and issubclass(leaf, BaseModel)):
            continue
        found += [f"{path}{name}"] if many and _holds_marks(leaf) else unreachable(leaf, f"{path}{name}.")
    return found


def _holds_marks(model: type[BaseModel]) -> bool:
    for name, field in model.model_fields.items():
        leaf, _ = bare(field.annotation)
        nested = isinstance(leaf, type) and issubclass(leaf, BaseModel)
        if mark_of(model, name) or (nested and _holds_marks(leaf)):
            return True
    return False


@of_each(kinds().values(), lambda fact: fact.__name__)
def test_sealing_reaches_everything_that_is_marked_C1(fact: type[BaseModel]) -> None:
    assert unreachable(fact) == []


class Part(BaseModel):
    words: Private[str]


class Whole(BaseModel):
    parts: tuple[Part, ...] = ()
    who: Personal[str]


def test_a_marked_field_where_sealing_does_not_reach_is_found_C1() -> None:
    assert unreachable(Whole) == ["parts"]
