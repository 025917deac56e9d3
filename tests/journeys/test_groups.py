"""A group that picks one issue of several, and a circle into which a manager comes once that was said (S9, S10, C5)."""

from typing import Any

from tests.edge.given import hear_of_the_directory, refused
from tests.edge.given_groups import (
    BETWEEN_US,
    accept,
    asked,
    attended,
    brought,
    done,
    formed,
    group,
    hold,
    joined,
    scheduled,
    signed,
    starts,
    written,
)
from tests.house import Household


def name(home: Household, *handles: str) -> list[str]:
    return [home.person(one) for one in handles]


def test_a_group_picks_one_issue_and_its_owner_chooses_S9(home: Household) -> None:
    sam, maya, jordan = (home.as_(handle) for handle in ("sam", "maya", "jordan"))

    # Sam forms a group by the procedure of the catalogue, leaving a step out, and asks two workers to join.
    codes = [one["code"] for one in maya.get("/groups/procedure?format=group").json()]
    about: dict[str, Any] = {
        "title": "Tuesday group",
        "confidentiality": "What is said here stays here, save on the five grounds.",
        "procedure": [one for one in codes if one != "K17-06"],
    }
    path = formed(home, about=about)
    for handle in ("maya", "jordan"):
        done(sam.post(f"{path}/invitations", json={"person": home.person(handle)}))
        assert home.as_(handle).get(f"{path}/about").json() == about, "which they read before they join"
        joined(home, path, handle, handle)
    assert [one["person"] for one in sam.get(path).json()["members"]] == name(home, "maya", "jordan")

    # A meeting is set; each brings an issue beforehand, which nobody else sees yet.
    meeting = scheduled(home, path, hours=24)
    for handle, words in (("maya", "Leaving a visit in time"), ("jordan", "A colleague who listens in")):
        done(brought(home, meeting, handle, "K17-01", words), 201)
    assert sam.get(f"{meeting}/contributions").json() == []
    assert len(maya.get(f"{meeting}/contributions").json()) == 1

    # They meet, each signs that they were there, and Sam reads both: Maya's issue is picked, laid out, answered with ideas; she chooses.
    home.clock.move(hours=26)
    hear_of_the_directory(home)
    done(hold(home, meeting, "maya", "jordan"))
    assert sam.get(f"{meeting}/contributions").json() == []
    attended(home, meeting, "maya", "jordan", "sam")
    assert len(sam.get(f"{meeting}/contributions").json()) == 2
    done(brought(home, meeting, "maya", "K17-03", "It is hard to get up and go."), 201)
    for handle, words in (("jordan", "An alarm"), ("sam", "Say it at the door")):
        done(brought(home, meeting, handle, "K17-04", words, on=home.person("maya")), 201)
    refused(brought(home, meeting, "sam", "K17-05", "An alarm"), 409, "theirs-who-brought-it")
    done(brought(home, meeting, "maya", "K17-05", "Say it at the door"), 201)
    done(written(home, meeting, picked=home.person("maya"), chosen_way="Say it at the door"), 201)
    for handle in ("maya", "jordan", "sam"):
        done(signed(home, meeting, handle))
    told = jordan.get(f"{meeting}/contributions").json()
    assert {one["step"] for one in told} == {"K17-01", "K17-03", "K17-04", "K17-05"}

    # Next time Jordan is away, and reads nothing of it.
    home.clock.move(days=6)
    hear_of_the_directory(home)
    next_one = scheduled(home, path)
    done(hold(home, next_one, "maya"))
    done(written(home, next_one), 201)
    refused(jordan.get(f"{next_one}/record"), 403, "not-allowed")
    assert jordan.get(next_one).json()["status"] == "held"

    # Their line manager sees that both were there and signed, and neither with whom nor where.
    home.settle()
    rows = home.as_("petra").get("/attendances").json()
    assert [(one["member"], one["signed"]) for one in rows if one["starts"] == rows[0]["starts"]] == [
        (home.person(one), True) for one in sorted(("maya", "jordan"), key=_of(home, rows))
    ]
    assert [one["member"] for one in rows].count(home.person("maya")) == 2
    assert not {"group", "group_session"} & {field for one in rows for field in one}
    refused(home.as_("petra").get(path), 404, "not-found")


def test_a_group_goes_on_with_somebody_else_who_was_asked_S9(home: Household) -> None:
    sam, maya, ines = (home.as_(handle) for handle in ("sam", "maya", "ines"))
    path = group(home)
    before = scheduled(home, path, hours=1)

    # Sam will stop. Petra supervises too, but as line manager of those who meet here she is not asked; Ines is.
    refused(asked(home, path, "petra"), 422, "cannot-facilitate")
    done(asked(home, path, "ines"))

    # Ines finds it in her list, reads what the group keeps confidential, and nothing else of it. Until she accepts, Sam facilitates.
    home.settle()
    (waiting,) = [one for one in ines.get("/groups").json() if one["asked_to_facilitate"]]
    assert ines.get(f"/groups/{waiting['id']}/about").json()["confidentiality"]
    refused(ines.get(before), 404, "not-found")
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(hold(home, before, "maya", "jordan"))
    done(written(home, before), 201)

    # She accepts that, and each of the five limits. What was said before stays with Sam and those who were there.
    done(accept(home, path, "ines"))
    assert maya.get(path).json()["facilitator"] == home.person("ines")
    assert "Ines" in [one["printed_name"] for one in maya.get(f"{path}/names").json()]
    refused(ines.get(f"{before}/record"), 403, "not-allowed")
    assert sam.get(f"{before}/record").status_code == 200
    refused(sam.get(path), 404, "not-found")

    # The next meeting is hers.
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    own = scheduled(home, path, "ines")
    done(hold(home, own, "maya", by="ines"))
    done(written(home, own, "ines"), 201)
    assert ines.get(f"{own}/record").status_code == 200
    refused(sam.get(f"{own}/record"), 404, "not-found")


def _of(home: Household, rows: list[dict[str, Any]]) -> Any:
    order = [one["member"] for one in rows]
    return lambda handle: order.index(home.person(handle))


def test_a_circle_meets_with_a_manager_only_where_that_was_said_S10(home: Household) -> None:
    maya, jordan, petra = (home.as_(handle) for handle in ("maya", "jordan", "petra"))

    # Maya begins a circle that nobody facilitates, into which managers may come.
    path = formed(home, "maya", "co-reflection", shared=True, managers_attend=True)
    for handle in ("maya", "jordan", "petra"):
        joined(home, path, handle, "maya")
    assert petra.get(f"{path}/about").json() == BETWEEN_US

    # One meeting among themselves, and one of which Jordan says beforehand that a manager comes.
    among, along = scheduled(home, path, "jordan", hours=1), scheduled(home, path, "jordan", hours=25)
    done(jordan.post(f"{along}/managers", json={"managers_attend": True}))
    assert [maya.get(one).json()["managers_attend"] for one in (among, along)] == [False, True]

    home.clock.move(hours=3)
    hear_of_the_directory(home)
    refused(hold(home, among, "maya", "petra", by="maya"), 422, "manager-not-announced")
    done(hold(home, among, "maya", "jordan", by="maya"))
    done(brought(home, among, "maya", "K17-12", "The walk worked."), 201)
    done(written(home, among, "jordan", learning=None), 201)
    for handle in ("maya", "jordan"):
        done(signed(home, among, handle))
    refused(petra.get(f"{among}/record"), 403, "not-allowed")
    assert petra.get(f"{among}/contributions").json() == []

    home.clock.move(hours=24)
    hear_of_the_directory(home)
    done(hold(home, along, "maya", "jordan", "petra", by="jordan"))
    done(brought(home, along, "petra", "K17-13", "I hurry."), 201)
    (said,) = maya.get(f"{along}/contributions").json()
    assert said["by"] == home.person("petra")

    # Petra's own attendance is her agency's to see; Maya's and Jordan's she sees as their manager too.
    home.settle()
    mine = petra.get("/attendances", params={"worker": home.person("petra")}).json()
    assert [one["group_session"] for one in mine] == [along.rpartition("/")[2]]
    assert "placement" not in mine[0]
    theirs = petra.get("/attendances", params={"worker": home.person("maya")}).json()
    assert [one["starts"] for one in theirs] == [starts(home, -26), starts(home, -2)]
    assert [field for one in theirs for field in one if field.startswith("group")] == []

    # Each leaves; with the last of them the circle is closed, and what they said stays theirs.
    for handle in ("petra", "jordan", "maya"):
        done(home.as_(handle).post(f"{path}/departures", json={"member": home.person(handle)}))
    refused(maya.get(path), 404, "not-found")
    assert maya.get(f"{among}/record").status_code == 200
