"""A running concern is somebody's, also once its agreement is over and its supervisor has left: no end of one stops its steps (A4, C2)."""

from collections.abc import Callable
from typing import Any

import pytest

from services.sessions.views import KnownAgreementsView
from services.sessions.views.switched_off import SwitchedOffView
from shared.signin.development import ISSUER
from tests.edge.concerns import body, consulted, escalated, names, responded, told
from tests.edge.given import agreed, confirmed, hear_from_agreements, refused
from tests.edge.given_groups import done, group
from tests.edge.test_concerns_covered import (
    agreements_fall_silent,
    covered,
    end_agreement,
    managed_by,
    nothing_more,
    of_member,
    take_over,
)
from tests.edge.test_roles import give
from tests.edge.test_stale_relations import away, fall_silent
from tests.house import START, Household
from tests.keeping.gone import leave
from tests.keeping.test_concern_nobody_goes_on_with import order


def sign_in_off(home: Household, handle: str = "sam", by: str = "ines") -> None:
    """By an officer of their home agency: nothing is left to them by which to sign in."""
    sent = {"issuer": ISSUER, "subject": handle}
    done(home.as_(by).post(f"/people/{home.person(handle)}/sign-ins/off", json=sent))
    home.settle()


def end_by_worker(home: Household, path: str | None = None) -> None:
    path = path or f"/agreements/{home.demo.agreements['maya-sam']}"
    done(home.as_("maya").post(f"{path}/ending", json={"why": "other"}))
    home.settle()


def supervised_anew(home: Household, by: str = "ines") -> str:
    """The address of Maya's next agreement."""
    path = agreed(home, supervisor=by, starts=str(START.date()))
    home.settle()
    return path


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def goes_all_the_way(home: Household, path: str, by: str) -> None:
    """In their own words, and no word that was written is open to them."""
    assert home.as_(by).get(f"{path}/words").json()["said"] == []
    refused(home.as_(by).get(f"{path}/accesses"), 403, "not-allowed")
    for answer in (
        responded(home, path),
        escalated(home, path, by=by),
        consulted(home, path, by=by),
        home.as_(by).post(f"{path}/outcome", json={"words": "Done."}),
    ):
        done(answer)


def test_who_covered_keeps_what_they_took_over_though_the_worker_ends_the_agreement_A4(
    home: Household,
) -> None:
    """Once whoever raised it can sign in no more; until then it is theirs to go on with, and nobody else's."""
    path = told(home)
    covered(home)
    done(take_over(home))
    end_by_worker(home)
    nothing_more(home, path)

    sign_in_off(home)

    assert home.as_("ines").get(path).json()["cover"] == home.person("ines")
    refused(order(home, path, officer=None), 409, "concern-still-runs")
    goes_all_the_way(home, path, "ines")


def test_who_supervises_no_more_keeps_nothing_that_they_took_over_A4(home: Household) -> None:
    path = told(home)
    covered(home)
    done(take_over(home))
    sign_in_off(home)
    end_by_worker(home)
    assert home.as_("ines").get(path).status_code == 200

    leave(home, "ines", "rowan")

    nothing_more(home, path)


@pytest.mark.parametrize("named", ["old", "new"])
def test_who_supervises_the_worker_next_takes_over_what_its_author_can_go_on_with_no_more_A4(
    named: str, home: Household
) -> None:
    """By either agreement whom it names; by the old one here since they cover under it by their days."""
    path = told(home)
    if named == "old":
        covered(home)
    leave(home, "sam", "ines")
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)
    refused(home.as_("ines").get(path), 404, "not-found")

    taken = take_over(home, **({"agreement": id_of(new)} if named == "new" else {}))

    assert (taken.status_code, taken.content) == (204, b"")
    goes_all_the_way(home, path, "ines")


def test_it_stays_with_whoever_took_it_over_next_though_that_agreement_ends_as_well_A4(
    home: Household,
) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)
    done(take_over(home, agreement=id_of(new)))

    end_by_worker(home, new)

    goes_all_the_way(home, path, "ines")


def test_while_its_author_signs_in_nobody_takes_it_over_under_another_agreement_A4(home: Household) -> None:
    path = told(home)
    end_agreement(home)
    new = supervised_anew(home)

    nothing = take_over(home, agreement=id_of(new))

    assert (nothing.status_code, nothing.content) == (204, b"")
    refused(home.as_("ines").get(path), 404, "not-found")
    assert names(home, path) == ["ConcernNoticeGiven"]
    done(home.as_("sam").post(f"{path}/withdrawal", json={}))


def test_while_its_agreement_lasts_nobody_takes_it_over_under_another_A4(home: Household) -> None:
    """Then a cover is named."""
    path = told(home)
    sign_in_off(home)
    new = supervised_anew(home)

    done(take_over(home, agreement=id_of(new)))

    refused(home.as_("ines").get(path), 404, "not-found")


def test_whom_it_could_go_to_takes_it_over_under_no_agreement_A4(home: Household) -> None:
    """Petra, the worker's line manager, supervises her too."""
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    of_petra = str(home.demo.agreements["maya-petra"])

    refused(take_over(home, "petra", agreement=of_petra), 409, "not-for-whom-it-could-go-to")
    refused(home.as_("petra").get(path), 404, "not-found")
    done(order(home, path, officer=None), 201)


def test_a_cover_under_the_next_agreement_of_the_same_two_takes_over_what_ran_under_the_one_before_A4(
    home: Household,
) -> None:
    path = told(home)
    end_by_worker(home)
    home.demo.agreements["maya-sam"] = id_of(supervised_anew(home, "sam"))  # type: ignore[assignment]
    refused(take_over(home), 409, "not-known-yet")
    covered(home)

    done(take_over(home))

    goes_all_the_way(home, path, "ines")


def of_cover(home: Household) -> str:
    """What Ines raised while she covered for Sam."""
    path = told(home, "ines")
    home.settle()
    return path


def test_what_a_cover_raised_the_supervisor_themselves_takes_over_A4(home: Household) -> None:
    place = covered(home)
    path = of_cover(home)
    done(home.as_("sam").post(f"{place}/ending"))
    home.settle()
    sign_in_off(home, "ines", "rowan")
    refused(home.as_("sam").get(path), 404, "not-found")

    done(take_over(home, "sam"))

    goes_all_the_way(home, path, "sam")


def test_beside_what_is_their_own_and_what_is_not_A4(home: Household) -> None:
    covered(home)
    theirs, own = of_cover(home), told(home)

    done(take_over(home, "sam"))

    assert home.as_("sam").get(theirs).json()["cover"] == home.person("sam")
    assert "cover" not in home.as_("sam").get(own).json()


def test_not_by_another_agreement_of_theirs_while_its_own_lasts_A4(home: Household) -> None:
    """The worker was told of the one that is named."""
    beside = supervised_anew(home, "sam")
    covered(home)
    path = of_cover(home)

    done(take_over(home, "sam", agreement=id_of(beside)))
    refused(home.as_("sam").get(path), 404, "not-found")

    done(take_over(home, "sam"))
    assert home.as_("sam").get(path).status_code == 200


def test_days_of_cover_under_an_agreement_that_is_over_give_nothing_while_its_author_signs_in_A4(
    home: Household,
) -> None:
    path = told(home)
    covered(home)
    end_by_worker(home)

    done(take_over(home))

    refused(home.as_("ines").get(path), 404, "not-found")
    assert names(home, path) == ["ConcernNoticeGiven"]


def test_who_supervises_the_worker_at_another_agency_takes_nothing_over_A4(home: Household) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    at = str(home.demo.agencies["lantern"])
    sent = {"agency": at, "employer": at, "employment": "employed", "starts": "2026-01-01"}
    placed = done(home.as_("tomasz").post(f"/people/{home.person('maya')}/placements", json=sent), 201)
    home.demo.placements["maya"] = id_of(placed.headers["Location"])  # type: ignore[assignment]
    done(home.as_("ines").post(f"/agencies/{at}/concern-contacts", json={"person": home.person("rowan")}))
    home.settle()
    elsewhere = supervised_anew(home)

    done(take_over(home, agreement=id_of(elsewhere)))

    refused(home.as_("ines").get(path), 404, "not-found")
    done(order(home, path, officer=None), 201)


def ends_by_worker_and_author(home: Household) -> None:
    end_by_worker(home)
    sign_in_off(home)


def supervising(home: Household, handle: str) -> None:
    done(give(home, "rowan", handle, "peer_supervisor"), 201)
    home.settle()


@pytest.mark.parametrize("goes_on", [True, False], ids=["taken over", "with nobody"])
def test_a_friend_who_signs_an_agreement_with_the_worker_and_supervises_nowhere_takes_nothing_over_A4(
    goes_on: bool, home: Household
) -> None:
    """Jordan is a colleague; the one role they hold is that of a worker."""
    path = told(home)
    if goes_on:
        covered(home)
        done(take_over(home))
    ends_by_worker_and_author(home)
    of_friend = supervised_anew(home, "jordan")

    nothing = take_over(home, "jordan", agreement=id_of(of_friend))

    assert (nothing.status_code, nothing.content) == (204, b"")
    refused(home.as_("jordan").get(path), 404, "not-found")
    refused(home.as_("jordan").post(f"{path}/withdrawal", json={}), 404, "not-found")
    if goes_on:
        refused(order(home, path, officer=None), 409, "concern-still-runs")
        goes_all_the_way(home, path, "ines")
    else:
        done(order(home, path, officer=None), 201)


def test_who_took_it_over_and_supervises_is_not_displaced_by_whom_the_worker_signs_with_next_A4(
    home: Household,
) -> None:
    path = told(home)
    covered(home)
    done(take_over(home))
    ends_by_worker_and_author(home)
    supervising(home, "jordan")
    new = supervised_anew(home, "jordan")

    done(take_over(home, "jordan", agreement=id_of(new)))

    refused(home.as_("jordan").get(path), 404, "not-found")
    goes_all_the_way(home, path, "ines")


def test_nor_does_whoever_supervises_at_an_agency_that_is_neither_its_own_nor_theirs_A4(
    home: Household,
) -> None:
    """Jordan is of Harbour, and supervises for Lantern."""
    path = told(home)
    ends_by_worker_and_author(home)
    agreed(home, "jordan", "ines")  # by which Ines knows them
    home.settle()
    done(give(home, "ines", "jordan", "peer_supervisor", "lantern"), 201)
    home.settle()
    new = supervised_anew(home, "jordan")

    done(take_over(home, "jordan", agreement=id_of(new)))

    refused(home.as_("jordan").get(path), 404, "not-found")


def test_while_its_agreement_lasts_its_days_of_cover_count_alone_whoever_holds_a_role_A4(
    home: Household,
) -> None:
    """Jordan covers, and holds no role of those who supervise."""
    path = told(home)
    covered(home, "jordan")
    done(take_over(home, "jordan"))
    sign_in_off(home)
    assert home.as_("jordan").get(path).status_code == 200

    home.clock.move(days=22)
    hear_from_agreements(home)

    refused(home.as_("jordan").get(path), 404, "not-found")


@pytest.mark.parametrize("how", ["supervises no more", "can sign in no more"])
def test_once_they_do_not_whom_the_worker_signs_with_next_takes_it_over_A4(how: str, home: Household) -> None:
    path = told(home)
    covered(home)
    done(take_over(home))
    ends_by_worker_and_author(home)
    supervising(home, "jordan")
    new = supervised_anew(home, "jordan")
    if how == "supervises no more":
        leave(home, "ines", "rowan")
    else:
        sign_in_off(home, "ines", "rowan")

    done(take_over(home, "jordan", agreement=id_of(new)))

    goes_all_the_way(home, path, "jordan")


def test_that_the_worker_supervises_somebody_there_keeps_nothing_running_A4(home: Household) -> None:
    path = told(home)
    agreed(home, "jordan", "maya")
    sign_in_off(home)
    end_by_worker(home)

    done(order(home, path, officer=None), 201)


def test_who_took_it_over_and_manages_the_worker_since_still_goes_on_A4(home: Household) -> None:
    path = told(home)
    covered(home)
    done(take_over(home))
    managed_by(home, "maya", "ines")
    sign_in_off(home)

    assert home.as_("ines").get(path).status_code == 200
    refused(order(home, path, officer=None), 409, "concern-still-runs")


def test_what_ran_in_a_group_goes_on_too_once_its_author_and_the_worker_have_left_it_A4(
    home: Household,
) -> None:
    joined = group(home)
    home.settle()
    path = of_member(home, joined)
    done(home.as_("maya").post(f"{joined}/departures", json={"member": home.person("maya")}))
    home.settle()
    new = supervised_anew(home)
    done(take_over(home, agreement=id_of(new)))
    refused(home.as_("ines").get(path), 404, "not-found")

    sign_in_off(home)
    done(take_over(home, agreement=id_of(new)))

    goes_all_the_way(home, path, "ines")


def test_so_it_does_where_the_group_was_closed_with_its_facilitator_A4(home: Household) -> None:
    joined = group(home)
    home.settle()
    path = of_member(home, joined)
    done(home.as_("sam").post(f"{joined}/closing"))
    sign_in_off(home)
    new = supervised_anew(home)

    done(take_over(home, agreement=id_of(new)))

    goes_all_the_way(home, path, "ines")


def test_where_nobody_is_left_it_is_over_and_not_before_C5(home: Household) -> None:
    path = told(home)
    end_by_worker(home)
    refused(order(home, path, officer=None), 409, "concern-still-runs")
    sign_in_off(home)
    new = supervised_anew(home)
    refused(order(home, path, officer=None), 409, "concern-still-runs")
    end_by_worker(home, new)

    done(order(home, path, officer=None), 201)


def the_directory_falls_silent(home: Household) -> None:
    fall_silent(home)
    hear_from_agreements(home)


@pytest.mark.parametrize("silent", [agreements_fall_silent, the_directory_falls_silent])
def test_while_it_is_not_known_who_goes_on_with_it_nobody_does_A4(
    silent: Callable[[Household], None], home: Household
) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)
    done(take_over(home, agreement=id_of(new)))
    silent(home)

    away(home.as_("ines").get(path))
    away(escalated(home, path, by="ines"))


def test_news_of_its_author_that_wait_unread_tell_nobody_that_it_runs_A4(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)

    def poisoned(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(SwitchedOffView, "take", poisoned)
    own = {"issuer": ISSUER, "subject": "sam-again", "of_employer": True}
    confirmed(home, home.as_("ines").post(f"/people/{home.person('sam')}/sign-ins", json=own), "rowan")
    home.settle()

    nothing = take_over(home, agreement=id_of(new))

    assert (nothing.status_code, nothing.content) == (204, b"")
    refused(home.as_("ines").get(path), 404, "not-found")
    assert names(home, path) == ["ConcernNoticeGiven"]


def test_while_news_of_the_agreement_by_which_they_go_on_wait_unread_they_do_not_A4(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)
    done(take_over(home, agreement=id_of(new)))

    def poisoned(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(KnownAgreementsView, "take", poisoned)
    end_by_worker(home, new)

    away(home.as_("ines").get(path))


def test_whoever_has_no_part_in_that_agreement_is_told_of_none_A4(home: Household) -> None:
    path = told(home)
    sign_in_off(home)
    end_by_worker(home)
    new = supervised_anew(home)

    refused(take_over(home, "jordan", agreement=id_of(new)), 409, "not-known-yet")
    for handle in ("maya", "nora", "dilip"):  # who see that it is there
        refused(take_over(home, handle, agreement=id_of(new)), 403, "not-allowed")
    refused(home.as_("ines").post("/concerns", json=body(home)), 409, "not-known-yet")
    assert names(home, path) == ["ConcernNoticeGiven"]
