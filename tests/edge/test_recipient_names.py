"""It stays known by name who got what was disclosed: by the directory's, whatever the supervisor writes (C3)."""

from typing import Any

import pytest

from shared.tables import Away
from tests.edge.concerns import consulted, disclosed, escalated, names, responded, told
from tests.edge.given import places, refused
from tests.house import Household


def declined(home: Household) -> str:
    path = told(home)
    assert responded(home, path).status_code == 204
    return path


def renamed(home: Household, name: str) -> None:
    path = f"/people/{home.person('petra')}"
    seen = home.as_("tomasz").get(path)
    details = {key: value for key, value in seen.json()["details"].items() if value is not None}
    body, match = {"details": details | {"name": name}}, {"If-Match": seen.headers["ETag"]}
    assert home.as_("tomasz").put(f"{path}/details", json=body, headers=match).status_code == 204


@pytest.mark.parametrize("written", ["Petra Lindqvist", "Tomasz Wilk", "P."])
def test_whatever_the_supervisor_writes_who_got_it_is_known_by_the_directorys_name_C3(
    written: str, home: Household
) -> None:
    path = declined(home)
    assert escalated(home, path, name=written).status_code == 204
    renamed(home, "Petra Lindqvist-Wilk")
    assert consulted(home, path).status_code == 204
    renamed(home, "Petra Wilk")

    for handle in ("maya", "sam"):
        (named,) = home.as_(handle).get(f"{path}/recipients").json()
        assert (named["person"], named["name"]) == (home.person("petra"), "Petra Lindqvist-Wilk")
    assert written in home.as_("maya").get(f"{path}/words").text, "what the worker was told stays as it was"


def test_who_has_no_name_any_more_is_not_consulted_C3(home: Household) -> None:
    path = declined(home)
    assert escalated(home, path).status_code == 204
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('petra')}")

    refused(consulted(home, path), 409, "not-known-yet")
    assert names(home, path)[-1] == "EscalationNoticeGiven"


def test_where_the_directory_cannot_be_asked_nothing_is_changed_C3(home: Household) -> None:
    path = declined(home)
    assert escalated(home, path).status_code == 204

    def nobody_there(*_: Any) -> str:
        raise Away("the directory")

    before = names(home, path)
    for desk in home.house.rooms["sessions"].desks.values():
        desk.name_of = nobody_there

    answer = consulted(home, path)

    refused(answer, 503, "away")
    assert int(answer.headers["Retry-After"]) > 0
    assert names(home, path) == before
    refused(home.as_("petra").get(f"{path}/disclosure"), 404, "not-found")


def test_nobodys_name_is_looked_up_before_they_are_consulted_C1(home: Household) -> None:
    path = declined(home)
    home.settle()
    before = places(home)["directory"]

    assert escalated(home, path).status_code == 204
    wrong = {"to": home.person("petra"), "statement_digest": "0" * 64}
    refused(home.as_("sam").post(f"{path}/consultation", json=wrong), 409, "another-notice-stands")
    assert places(home)["directory"] == before

    assert consulted(home, path).status_code == 204
    assert places(home)["directory"] == before + 1


def test_the_one_consulted_sees_that_their_name_was_looked_up_and_not_what_for_C1(home: Household) -> None:
    disclosed(home)
    home.settle()

    text = home.as_("petra").get("/exports/directory").text

    assert "concern" not in text
    assert "consult" not in text


def test_in_one_process_no_address_tells_anybodys_name_C1(shared_home: Household) -> None:
    sent = {"person": shared_home.person("petra"), "by": {}}

    for who in (shared_home.client(None), shared_home.as_("sam")):
        refused(who.post("/internal/names", json=sent), 404, "not-found")
