"""Every command of the directory, sent twice with one key: the same answer, and one effect."""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import pytest

from tests.edge.given import once, places
from tests.edge.test_once import told
from tests.house import Household

Given = Callable[[Household], tuple[str, str, dict[str, Any]]]


def add_person(home: Household) -> tuple[str, str, dict[str, Any]]:
    number = uuid4().hex
    details = {"name": "Somebody New", "handle": number, "employee_number": number}
    return "tomasz", "/people", {"agency": str(home.demo.agencies["harbour"]), "details": details}


def link_sign_in(home: Household) -> tuple[str, str, dict[str, Any]]:
    body = {"issuer": "https://issuer.example", "subject": uuid4().hex}
    return "rowan", f"/people/{home.person('maya')}/sign-ins", body


def switch_off_sign_in(home: Household) -> tuple[str, str, dict[str, Any]]:
    who, path, body = add_person(home)
    person = home.as_(who).post(path, json=body).headers["Location"]
    told = {"issuer": "https://issuer.example", "subject": uuid4().hex}
    assert home.as_(who).post(f"{person}/sign-ins", json=told).status_code == 204
    return who, f"{person}/sign-ins/off", told


def confirm_proposal(home: Household) -> tuple[str, str, dict[str, Any]]:
    who, path, body = link_sign_in(home)
    return "wren", f"{home.as_(who).post(path, json=body).headers['Location']}/confirmation", {}


def withdraw_proposal(home: Household) -> tuple[str, str, dict[str, Any]]:
    who, path, body = link_sign_in(home)
    return who, f"{home.as_(who).post(path, json=body).headers['Location']}/withdrawal", {}


def propose_role(home: Household) -> tuple[str, str, dict[str, Any]]:
    body = {"agency": str(home.demo.agencies["harbour"]), "role": "auditor", "starts": "2026-03-01"}
    return "rowan", f"/people/{home.person('jordan')}/roles", body


def give_role(home: Household) -> tuple[str, str, dict[str, Any]]:
    agency = str(home.demo.agencies["harbour"])
    body = {"agency": agency, "role": "coordinator", "starts": "2026-03-01"}
    return "tomasz", f"/people/{home.person('jordan')}/roles", body


def end_role(home: Household) -> tuple[str, str, dict[str, Any]]:
    who, path, body = give_role(home)
    given = home.as_(who).post(path, json=body)
    return who, f"{given.headers['Location']}/ending", {"last_day": "2026-03-02"}


def add_agency(home: Household) -> tuple[str, str, dict[str, Any]]:
    body = {"name": "New", "side": "host", "time_zone": "Europe/Ljubljana", "locale": "sl-SI"}
    return "rowan", "/agencies", body


def name_contact(home: Household) -> tuple[str, str, dict[str, Any]]:
    path = f"/agencies/{home.demo.agencies['harbour']}/concern-contacts"
    return "tomasz", path, {"person": home.person("dilip"), "alternate": home.person("petra")}


def place(home: Household) -> tuple[str, str, dict[str, Any]]:
    body = {"agency": str(home.demo.agencies["harbour"]), "employment": "employed", "starts": "2026-03-02"}
    return "tomasz", f"/people/{home.person('jordan')}/placements", body


def name_manager(home: Household) -> tuple[str, str, dict[str, Any]]:
    path = f"/placements/{home.demo.placements['jordan']}/line-managers"
    return "tomasz", path, {"line_manager": home.person("dilip")}


def end_placement(home: Household) -> tuple[str, str, dict[str, Any]]:
    who, path, body = place(home)
    begun = home.as_(who).post(path, json=body)
    return who, f"{begun.headers['Location']}/ending", {"last_day": "2026-03-03"}


def declare(home: Household) -> tuple[str, str, dict[str, Any]]:
    return "sam", "/people/me/peer-background", {"worked_in_peer_role": True}


EVERY: Final[tuple[Given, ...]] = (
    link_sign_in,
    switch_off_sign_in,
    confirm_proposal,
    withdraw_proposal,
    propose_role,
    give_role,
    add_agency,
    name_contact,
    place,
    name_manager,
    end_placement,
    declare,
)


def twice(home: Household, given: Given) -> None:
    who, path, body = given(home)
    key = once()

    first = home.as_(who).post(path, json=body, headers=key)
    home.rest()  # what was changed sets off something in other services
    after = places(home)
    second = home.as_(who).post(path, json=body, headers=key)

    assert first.status_code in (201, 204), first.text
    assert told(second) == told(first), second.text
    assert places(home) == after


@pytest.mark.parametrize("given", EVERY, ids=lambda given: given.__name__)
def test_a_command_repeated_is_answered_as_the_first_time(given: Given, shared_home: Household) -> None:
    twice(shared_home, given)


@pytest.mark.parametrize("given", [add_person, end_role], ids=lambda given: given.__name__)
def test_a_command_whose_rule_forbids_a_second_is_answered_as_the_first_time(
    given: Given, shared_home: Household
) -> None:
    twice(shared_home, given)
