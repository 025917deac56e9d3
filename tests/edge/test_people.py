"""People over HTTP: who adds them, who knows them, whose identifiers and sign-ins are whose (D1-D5)."""

from threading import Thread
from typing import Any, Final
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from shared.signin.development import ISSUER as DEVELOPMENT
from tests.edge.given import (
    NOBODY,
    confirmed,
    drafted,
    fields_of,
    hear_of_agreements,
    knows,
    places,
    refused,
    sign,
)
from tests.edge.test_accounting import entries
from tests.house import Household, wait_for

ISSUER: Final = "https://sign-in.example"


@pytest.fixture(autouse=True, scope="module")
def acquainted(shared_home: Household) -> None:
    hear_of_agreements(shared_home)


def add(home: Household, by: str, agency: str = "harbour", **details: Any) -> Any:
    told = {"name": "Somebody New"} | details
    body = {"agency": str(home.demo.agencies[agency]), "details": told}
    return home.as_(by).post("/people", json=body)


def names(home: Household, by: str, **query: str) -> dict[str, str]:
    """Whom somebody finds: ids, with names."""
    answer = home.as_(by).get("/people", params=query)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["name"] for one in answer.json()}


def search(home: Household, by: str, **told: Any) -> dict[str, str]:
    """Whom somebody finds by what they know of them: ids, with names."""
    answer = home.as_(by).post("/people/searches", json=told)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["name"] for one in answer.json()}


def denials(said: list[Any]) -> list[str]:
    """What the log calls denied, by action."""
    return [one["action"] for one in said if one["event"] == "denied"]


@pytest.mark.parametrize(
    ("agency", "may"), [("harbour", {"tomasz", "rowan", "wren"}), ("lantern", {"rowan", "ines"})]
)
def test_hr_and_officers_add_people_to_their_own_agency_and_nobody_else_does_D6(
    agency: str, may: set[str], shared_home: Household
) -> None:
    for handle in shared_home.demo.people:
        answer = add(shared_home, handle, agency)
        if handle in may:
            assert answer.status_code == 201, handle
            assert answer.headers["Location"].startswith("/people/")
        else:
            refused(answer, 403, "not-allowed")


def test_names_are_seen_in_one_s_agency_and_among_parties_and_nowhere_else_D6(shared_home: Household) -> None:
    home = shared_home
    home.settle()
    harbour = {"maya", "jordan", "petra", "tomasz", "dilip", "nora", "rowan", "wren"}
    lantern = {"sam", "ines", "rowan"}
    known = dict.fromkeys(harbour, harbour) | {"sam": lantern, "ines": lantern, "rowan": harbour | lantern}
    # Jordan's agreement waits for Sam: until Sam has taken part, Jordan learns nothing of him by having named him.
    parties = {"maya": {"sam"}, "sam": {"maya", "jordan"}}
    every = ",".join(home.person(handle) for handle in home.demo.people)

    for handle in home.demo.people:
        found = names(home, handle, id=every)
        expected = known[handle] | parties.get(handle, set())
        assert set(found) == {home.person(one) for one in expected}, handle


def test_whoever_may_not_be_known_is_as_if_not_there_D6(shared_home: Household) -> None:
    stranger = shared_home.as_("ines").get(f"/people/{shared_home.person('nora')}")
    nothing = shared_home.as_("ines").get(f"/people/{NOBODY}")

    assert refused(stranger, 404, "not-found") == nothing.json()
    assert names(shared_home, "ines", id=f"{shared_home.person('nora')},{NOBODY}") == {}


def test_contacts_and_numbers_are_for_oneself_hr_and_officers_D6(shared_home: Household) -> None:
    path = f"/people/{shared_home.person('maya')}"

    for handle, whole in {"maya": True, "tomasz": True, "rowan": True, "petra": False, "sam": False}.items():
        told = shared_home.as_(handle).get(path).json()
        assert told["name"] == "Maya Winter"
        assert ("details" in told) == whole, handle
        assert ("HL-1003" in str(told)) == whole


def test_a_look_that_shows_less_to_a_colleague_is_no_denial_C5(shared_home: Household) -> None:
    maya, nora = shared_home.person("maya"), shared_home.person("nora")

    with capture_logs() as said:
        assert "details" not in shared_home.as_("petra").get(f"/people/{maya}").json()
        assert names(shared_home, "ines", id=f"{nora},{NOBODY}") == {}
        assert search(shared_home, "ines", handle="nora") == {}
        assert shared_home.as_("petra").get(f"/people/{maya}/placements").status_code == 200

    assert denials(said) == []


def test_a_refusal_is_one_line_in_the_log_that_says_nothing_of_content_C5(shared_home: Household) -> None:
    maya, nora = (f"/people/{shared_home.person(handle)}" for handle in ("maya", "nora"))
    body = {"details": {"name": "Another Name"}}

    with capture_logs() as said:
        refused(shared_home.as_("ines").get(nora), 404)
        refused(shared_home.as_("ines").put(f"{nora}/details", json=body), 404)
        refused(shared_home.as_("petra").put(f"{maya}/details", json=body), 403)

    assert denials(said) == ["see", "change-details", "change-details"]
    assert "Name" not in str(said)
    assert shared_home.person("nora") not in str(said)


def test_many_names_are_opened_once_under_one_entry_C5(shared_home: Household) -> None:
    everybody = [shared_home.person(handle) for handle in shared_home.demo.people]
    before = len(entries(shared_home, "directory"))

    found = names(shared_home, "maya", id=",".join([*everybody, *everybody, NOBODY]))

    (entry,) = entries(shared_home, "directory")[before:]
    assert sorted(entry["fact"]["targets"]) == sorted(found)
    assert entry["actor"] == shared_home.person("maya")
    assert "Maya" not in str(entry)


def test_finding_nobody_opens_nothing_C5(shared_home: Household) -> None:
    before = places(shared_home)

    assert names(shared_home, "ines", id=shared_home.person("nora")) == {}
    assert search(shared_home, "maya", handle="nobody-here") == {}
    assert search(shared_home, "sam", handle="petra") == {}

    assert places(shared_home) == before


@pytest.mark.parametrize(
    "query", [{"handle": "maya"}, {"work_email": "maya@harbour.example"}, {"employee_number": "HL-1003"}]
)
def test_a_search_is_exact_and_only_for_who_may_know_the_person_D6(
    query: dict[str, str], shared_home: Household
) -> None:
    maya = {shared_home.person("maya"): "Maya Winter"}
    ((kind, value),) = query.items()

    for handle in ("maya", "petra", "tomasz"):
        assert search(shared_home, handle, **query) == maya
    # Another agency's numbers are its own: the same number may be somebody else's there.
    assert search(shared_home, "sam", **query) == ({} if kind == "employee_number" else maya)
    assert search(shared_home, "ines", **query) == {}
    assert search(shared_home, "maya", **{kind: value.upper()}) == maya
    for other in (value[:-1], f"{value}x", "%", f"{value[0]}*"):
        assert search(shared_home, "maya", **{kind: other}) == {}


def test_a_search_by_several_finds_whoever_has_any_of_them_D6(shared_home: Household) -> None:
    found = search(shared_home, "tomasz", handle="petra", work_email="maya@harbour.example")

    assert set(found) == {shared_home.person("maya"), shared_home.person("petra")}


def test_a_search_records_the_entry_of_what_it_opened_and_nothing_else_C5(shared_home: Household) -> None:
    before, log = len(entries(shared_home, "directory")), places(shared_home)
    key = {"Idempotency-Key": str(uuid4())}

    for _ in range(2):
        answer = shared_home.as_("petra").post("/people/searches", json={"handle": "maya"}, headers=key)
        assert [one["name"] for one in answer.json()] == ["Maya Winter"]

    made = entries(shared_home, "directory")[before:]
    assert [one["fact"]["targets"] for one in made] == [[shared_home.person("maya")]] * 2
    assert [one["fact"]["fields"] for one in made] == [["name"]] * 2
    assert places(shared_home) == log | {"directory": log["directory"] + 2}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"handle": None}, "body"),
        ({"handle": ""}, "handle"),
        ({"handle": "x" * 301}, "handle"),
        ({"handle": 7}, "handle"),
        ({"name": "Maya Winter"}, "name"),
    ],
)
def test_a_search_says_by_what_and_by_nothing_unknown_D6(
    body: dict[str, Any], field: str, shared_home: Household
) -> None:
    problem = refused(shared_home.as_("maya").post("/people/searches", json=body), 422, "invalid")

    assert fields_of(problem) == {field}


@pytest.mark.parametrize("kind", ["handle", "work_email", "employee_number"])
def test_what_people_are_searched_by_stands_in_no_address_C5(kind: str, shared_home: Household) -> None:
    answer = shared_home.as_("maya").get("/people", params={kind: "maya-of-harbour-lane"})

    assert fields_of(refused(answer, 422, "invalid")) == {"query"}
    assert "maya-of-harbour-lane" not in answer.text


def test_people_of_an_agency_are_listed_page_by_page_D6(shared_home: Household) -> None:
    whole = names(shared_home, "tomasz", agency=str(shared_home.demo.agencies["harbour"]), limit="200")
    walked: list[str] = []

    address = f"/people?limit=2&agency={shared_home.demo.agencies['harbour']}"
    while address:
        answer = shared_home.as_("tomasz").get(address)
        walked += [one["id"] for one in answer.json()]
        address = answer.links.get("next", {}).get("url", "")

    assert walked == list(whole)
    assert len(walked) >= 7


@pytest.mark.parametrize("kind", ["handle", "work_email", "employee_number"])
def test_an_identifier_is_one_person_s_D6(kind: str, shared_home: Household) -> None:
    taken = f"{uuid4().hex}@x.example"
    assert add(shared_home, "tomasz", **{kind: taken}).status_code == 201
    shared_home.settle()

    for other in (taken, taken.upper(), f" {taken} "):
        problem = refused(add(shared_home, "tomasz", **{kind: other}), 422, "identifier-taken")
        assert fields_of(problem) == {f"details.{kind}"}


def test_details_are_changed_whole_and_by_version_D6(shared_home: Household) -> None:
    number = uuid4().hex
    path = add(shared_home, "tomasz", handle=number, employee_number=number).headers["Location"]
    shared_home.settle()
    body = {"details": {"name": "Another Name", "employee_number": number}}

    refused(shared_home.as_("tomasz").put(f"{path}/details", json=body), 428)
    refused(shared_home.as_("petra").put(f"{path}/details", json=body, headers={"If-Match": '"1"'}), 403)
    changed = shared_home.as_("tomasz").put(f"{path}/details", json=body, headers={"If-Match": '"1"'})
    assert changed.status_code == 204

    told = shared_home.as_("tomasz").get(path).json()
    assert told["details"] == {"name": "Another Name", "employee_number": number}
    shared_home.settle()
    assert search(shared_home, "tomasz", handle=number) == {}


def test_a_sign_in_is_one_person_s_and_lets_them_in_D6(shared_home: Household) -> None:
    home = shared_home
    newcomer, path = uuid4().hex, add(home, "tomasz").headers["Location"]
    body = {"issuer": "urn:alongside:development", "subject": newcomer, "of_employer": False}
    home.settle()

    refused(home.as_(newcomer).get("/people/me"), 403, "not-linked")
    assert home.as_("tomasz").post(f"{path}/sign-ins", json=body).status_code == 204
    home.settle()
    assert home.as_(newcomer).get("/people/me").json()["name"] == "Somebody New"

    other = f"/people/{home.person('jordan')}/sign-ins"
    refused(home.as_("tomasz").post(other, json=body), 403, "not-allowed")  # Jordan has a sign-in already
    refused(home.as_("rowan").post(other, json=body), 409, "sign-in-taken")
    refused(home.as_("tomasz").post(f"{other}/off", json=body), 409, "no-such-sign-in")
    refused(home.as_("maya").post(other, json=body), 403, "not-allowed")


def test_one_s_sign_ins_are_told_to_oneself_also_those_that_are_off_D6(home: Household) -> None:
    path = f"/people/{home.person('jordan')}/sign-ins"
    own = {"issuer": ISSUER, "subject": "jordan-at-home", "of_employer": False}
    left = {"issuer": ISSUER, "subject": "jordan-of-then", "of_employer": True}
    for body in (own, left):
        confirmed(home, home.as_("rowan").post(path, json=body))
    assert home.as_("rowan").post(f"{path}/off", json=left).status_code == 204

    first, *further = home.as_("jordan").get("/people/me").json()["sign_ins"]

    assert (first["issuer"], first["subject"], first["on"]) == (DEVELOPMENT, "jordan", True)
    assert further == [own | {"on": True}, left | {"on": False}]
    for handle in ("jordan", "rowan", "tomasz", "petra"):
        assert "jordan-at-home" not in home.as_(handle).get(f"/people/{home.person('jordan')}").text


def test_a_sign_in_that_was_off_and_is_on_again_is_told_once_as_it_is_now_D6(home: Household) -> None:
    path = f"/people/{home.person('jordan')}/sign-ins"
    body = {"issuer": ISSUER, "subject": "to-and-fro"}
    confirmed(home, home.as_("rowan").post(path, json=body | {"of_employer": True}))
    assert home.as_("rowan").post(f"{path}/off", json=body).status_code == 204
    confirmed(home, home.as_("rowan").post(path, json=body | {"of_employer": False}))

    _, *further = home.as_("jordan").get("/people/me").json()["sign_ins"]

    assert further == [body | {"of_employer": False, "on": True}]


def test_oneself_is_opened_under_one_entry_that_names_every_field_C5(home: Household) -> None:
    said = {"worked_in_peer_role": True}
    assert home.as_("jordan").post("/people/me/peer-background", json=said).status_code == 204
    before = len(entries(home, "directory"))

    assert home.as_("jordan").get("/people/me").status_code == 200

    (entry,) = entries(home, "directory")[before:]
    details = ["name", "handle", "work_email", "work_phone", "private_contact", "employee_number"]
    assert entry["fact"]["targets"] == [home.person("jordan")]
    assert entry["fact"]["fields"] == [*details, "worked_in_peer_role", "issuer", "subject"]


def test_peer_background_is_said_by_oneself_and_shown_to_oneself_alone_D8(shared_home: Household) -> None:
    home = shared_home
    for said in (False, True):
        body = {"worked_in_peer_role": said}
        assert home.as_("jordan").post("/people/me/peer-background", json=body).status_code == 204
        assert home.as_("jordan").get("/people/me").json()["worked_in_peer_role"] is said

    path = f"/people/{home.person('jordan')}"
    refused(home.as_("tomasz").post(f"{path}/peer-background", json={"worked_in_peer_role": True}), 404)
    for handle in ("tomasz", "rowan", "petra", "jordan"):
        assert "worked_in_peer_role" not in home.as_(handle).get(path).text


def test_parties_of_a_new_agreement_come_to_know_each_other_s_names_D6(home: Household) -> None:
    assert names(home, "ines", id=home.person("maya")) == {}

    path = drafted(home, "maya", "ines")
    wait_for(lambda: knows(home, "ines", "maya"))

    assert names(home, "ines", id=home.person("maya")) == {home.person("maya"): "Maya Winter"}
    assert search(home, "maya", handle="ines") == {}  # naming somebody in a draft tells nobody who they are

    sign(home, path, "ines")
    wait_for(lambda: knows(home, "maya", "ines"))

    assert search(home, "maya", handle="ines") == {home.person("ines"): "Ines Barroso"}


def test_of_many_who_want_one_identifier_at_once_one_gets_it_D6(home: Household) -> None:
    answers: list[int] = []

    def ask(number: int) -> None:
        web = home.client(home.house.issuer.token("tomasz"))  # type: ignore[union-attr]
        body = {
            "agency": str(home.demo.agencies["harbour"]),
            "details": {"name": f"N{number}", "handle": "wanted"},
        }
        answers.append(web.post("/people", json=body).status_code)

    threads = [Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert answers.count(201) == 1
    assert set(answers) <= {201, 409, 422}


def test_an_identifier_given_up_is_free_for_somebody_else_D6(home: Household) -> None:
    first = add(home, "tomasz", handle="wanted").headers
    assert fields_of(refused(add(home, "tomasz", handle="wanted"), 422, "identifier-taken")) == {
        "details.handle"
    }
    home.settle()

    body = {"details": {"name": "Somebody New"}}
    changed = home.as_("tomasz").put(
        f"{first['Location']}/details", json=body, headers={"If-Match": first["ETag"]}
    )

    assert changed.status_code == 204
    assert add(home, "tomasz", handle="wanted").status_code == 201


def test_of_an_erased_person_the_id_remains_C5(home: Household) -> None:
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('jordan')}")

    (told,) = home.as_("maya").get(f"/people?id={home.person('jordan')}").json()
    assert (told["id"], told["erased"], "name" in told) == (home.person("jordan"), True, False)
    assert home.as_("maya").get(f"/people/{home.person('jordan')}").json()["erased"] is True
    refused(home.as_("jordan").get("/people/me"), 410, "erased")


def test_nobody_becomes_somebody_else_by_keeping_the_house_s_books_C4(home: Household) -> None:
    """HR of one agency gets no hold on the people of another, nor on those who watch over it."""
    sign_in = {"issuer": "urn:alongside:development", "subject": "a-second-self"}
    sam, rowan, tomasz = (home.person(one) for one in ("sam", "rowan", "tomasz"))
    role = {"agency": str(home.demo.agencies["harbour"]), "role": "privacy_officer", "starts": "2026-03-02"}
    place = {"agency": role["agency"], "employment": "seconded", "starts": "2026-03-02"}

    refused(home.as_("tomasz").post(f"/people/{sam}/placements", json=place), 404, "not-found")
    home.as_("ines").post(f"/people/{sam}/placements", json=place)  # Sam's own agency lends him to Harbour
    home.settle()

    assert "details" not in home.as_("tomasz").get(f"/people/{sam}").json()
    refused(home.as_("tomasz").post(f"/people/{sam}/sign-ins", json=sign_in), 403, "not-allowed")
    refused(home.as_("tomasz").post(f"/people/{rowan}/sign-ins", json=sign_in), 403, "not-allowed")
    refused(home.as_("tomasz").post(f"/people/{tomasz}/roles", json=role), 403, "not-allowed")
    refused(home.as_("rowan").post(f"/people/{rowan}/sign-ins", json=sign_in), 403, "not-allowed")


def test_two_employers_may_count_alike_D6(home: Household) -> None:
    assert add(home, "ines", "lantern", employee_number="HL-1003").status_code == 201
    home.settle()

    assert list(search(home, "maya", employee_number="HL-1003")) == [home.person("maya")]


def test_how_many_work_at_another_agency_is_not_told_D6(home: Household) -> None:
    answer = home.as_("maya").get(
        "/people", params={"agency": str(home.demo.agencies["lantern"]), "limit": 1}
    )

    assert answer.json() == []
    assert "Link" not in answer.headers
