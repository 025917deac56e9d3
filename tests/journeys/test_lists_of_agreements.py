"""Lists of agreements: filters, pages that follow one another, and one's own writes read back (C5)."""

from typing import Any

from tests.edge.given import agreed, draft, drafted, refused, sign
from tests.house import Household


def listed(home: Household, handle: str, **filters: Any) -> list[str]:
    answer = home.as_(handle).get("/agreements", params={"limit": 200, **filters})
    assert answer.status_code == 200, answer.text
    return [f"/agreements/{one['id']}" for one in answer.json()]


def test_each_filter_keeps_what_it_names_and_nothing_else_C5(shared_home: Household) -> None:
    home = shared_home
    home.settle()
    people, agencies = home.person, home.demo.agencies
    everything = home.as_("rowan").get("/agreements", params={"limit": 200}).json()
    assert len(everything) >= 5

    for name, values in {
        "worker": [people("maya"), people("jordan"), people("sam")],
        "supervisor": [people("sam"), people("petra"), people("ines")],
        "agency": [str(agencies["harbour"]), str(agencies["lantern"])],
        "status": ["drafted", "in-force", "renegotiating", "ended", "expired"],
    }.items():
        for value in values:
            expected = [f"/agreements/{one['id']}" for one in everything if one[name] == value]
            assert listed(home, "rowan", **{name: value}) == expected


def test_filters_go_together_C5(shared_home: Household) -> None:
    found = listed(shared_home, "rowan", worker=shared_home.person("jordan"), status="renegotiating")

    assert found == [f"/agreements/{shared_home.demo.agreements['jordan-petra']}"]


def test_a_list_shows_the_status_that_an_agreement_has_A3(shared_home: Household) -> None:
    home = shared_home
    path = drafted(home)

    def told() -> Any:
        home.settle()
        return next(
            one for one in home.as_("sam").get("/agreements?limit=200").json() if path.endswith(one["id"])
        )

    assert told()["status"] == "drafted"
    for handle in ("maya", "sam"):
        sign(home, path, handle)
    assert told()["status"] == "in-force"
    assert told()["frequency"] == "FREQ=WEEKLY;BYDAY=TU"
    new = draft(home, starts="2026-04-01", frequency="FREQ=MONTHLY;BYDAY=1TU")["terms"]
    home.as_("sam").post(f"{path}/renegotiations", json={"why": "duties", "terms": new})
    assert (told()["status"], told()["starts"]) == ("renegotiating", "2026-03-02")
    assert told()["frequency"] == "FREQ=WEEKLY;BYDAY=TU", "as long as the new terms only lie on the table"
    for handle in ("maya", "sam"):
        sign(home, path, handle)
    assert (told()["status"], told()["starts"]) == ("in-force", "2026-04-01")
    assert told()["frequency"] == "FREQ=MONTHLY;BYDAY=1TU"
    home.as_("maya").post(f"{path}/ending", json={"why": "other"})
    assert told()["status"] == "ended"


def test_pages_of_one_show_everything_once_and_in_order_C5(shared_home: Household) -> None:
    home = shared_home
    home.settle()
    whole = listed(home, "rowan", agency=str(home.demo.agencies["harbour"]))

    walked, address = [], f"/agreements?limit=1&agency={home.demo.agencies['harbour']}"
    while address:
        answer = home.as_("rowan").get(address)
        page = answer.json()
        assert len(page) == 1
        walked += [f"/agreements/{one['id']}" for one in page]
        address = answer.links.get("next", {}).get("url", "")

    assert walked == whole
    assert len(whole) >= 4


def test_an_agreement_made_between_two_pages_moves_nothing_C5(shared_home: Household) -> None:
    home = shared_home
    first = home.as_("maya").get("/agreements?limit=1")
    home.clock.move(seconds=1)
    new = drafted(home)
    home.settle()

    following = home.as_("maya").get(first.links["next"]["url"].replace("limit=1", "limit=200"))

    whole = listed(home, "maya")
    assert [f"/agreements/{one['id']}" for one in following.json()] == whole[1:]
    assert whole[-1] == new


def test_at_least_a_position_reads_one_s_own_write(shared_home: Household) -> None:
    for _ in range(10):
        made = shared_home.as_("maya").post("/agreements", json=draft(shared_home))

        told = {"At-Least": made.headers["Position"]}
        answer = shared_home.as_("maya").get("/agreements?limit=200", headers=told)

        assert made.headers["Location"].rpartition("/")[2] in [one["id"] for one in answer.json()]


def test_a_position_that_the_view_does_not_reach_is_answered_503_and_when_to_come_again(
    home: Household,
) -> None:
    view = next(one for one in home.house.rooms["agreements"].followers if one.name == "agreements.views")
    view.stop()
    made = home.as_("maya").post("/agreements", json=draft(home))

    answer = home.as_("maya").get("/agreements", headers={"At-Least": made.headers["Position"]})

    refused(answer, 503, "away")
    assert int(answer.headers["Retry-After"]) > 0
    assert len(listed(home, "maya")) == 2


def test_a_position_that_this_service_did_not_give_is_refused(shared_home: Household) -> None:
    made = shared_home.as_("maya").post("/agreements", json=draft(shared_home))
    body = {"worked_in_peer_role": True}
    elsewhere = shared_home.as_("sam").post("/people/me/peer-background", json=body).headers["Position"]

    for told in (elsewhere, "7", made.headers["Position"][:-2], ""):
        answer = shared_home.as_("maya").get("/agreements", headers={"At-Least": told})
        assert refused(answer, 422, "invalid")["fields"][0]["field"] == "At-Least"


def test_a_cursor_that_was_not_given_is_refused(shared_home: Household) -> None:
    for told in ("1", "AAAA", "*" * 40):
        refused(shared_home.as_("maya").get("/agreements", params={"after": told}), 422, "invalid")


def test_several_agreements_of_a_worker_run_side_by_side_A2(shared_home: Household) -> None:
    paths = [agreed(shared_home, "maya", supervisor) for supervisor in ("sam", "petra", "ines")]
    shared_home.settle()

    assert set(paths) <= set(listed(shared_home, "maya", status="in-force"))
