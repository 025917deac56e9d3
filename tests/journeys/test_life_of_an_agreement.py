"""The life of an agreement over HTTP, from its first draft to its end (A1-A3)."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import rfc8785

from tests.edge.given import LIMITS, agreed, draft, drafted, refused, sign, signature, status_of, terms
from tests.house import START, Household


def digest_of(read: dict[str, Any], agreement: dict[str, Any]) -> str:
    """As documented with the terms: SHA-256(salt, then the RFC 8785 form of what both sign)."""
    signed = {
        "agreement": read["agreement"],
        "version": read["version"],
        "worker": agreement["worker"],
        "supervisor": agreement["supervisor"],
        "placement": agreement["placement"],
        "terms": read["terms"],
    }
    return sha256(bytes.fromhex(read["salt"]) + rfc8785.dumps(signed)).hexdigest()


def revised(home: Household, path: str, by: str, **other: Any) -> Any:
    version = home.as_(by).get(path).headers["ETag"]
    return home.as_(by).put(
        f"{path}/terms", json={"terms": terms(home, **other)}, headers={"If-Match": version}
    )


def test_either_of_the_two_drafts_A1(shared_home: Household) -> None:
    for by in ("maya", "sam"):
        answer = shared_home.as_(by).post("/agreements", json=draft(shared_home))

        assert answer.status_code == 201
        assert answer.content == b""
        assert answer.headers["ETag"] == '"1"'
        assert answer.headers["Position"]
        assert status_of(shared_home, answer.headers["Location"], "sam") == "drafted"


def test_a_draft_may_leave_out_what_is_not_decided_yet_A1(shared_home: Household) -> None:
    body = draft(shared_home) | {"terms": {"kind": "both"}}

    path = shared_home.as_("sam").post("/agreements", json=body).headers["Location"]

    read = shared_home.as_("maya").get(f"{path}/terms").json()
    assert read["terms"] == {"kind": "both", "review_dates": [], "limits": []}


def test_an_agreement_comes_into_force_when_both_have_signed_the_same_terms_A2(
    shared_home: Household,
) -> None:
    path = drafted(shared_home)

    assert sign(shared_home, path, "sam").status_code == 204
    assert status_of(shared_home, path) == "drafted"
    assert sign(shared_home, path, "maya").status_code == 204
    assert status_of(shared_home, path) == "in-force"


def test_a_reader_can_recompute_the_digest_that_both_sign_A2(shared_home: Household) -> None:
    path = agreed(shared_home)
    agreement = shared_home.as_("sam").get(path).json()

    read = shared_home.as_("maya").get(f"{path}/terms").json()

    assert digest_of(read, agreement) == read["digest"]
    assert {one["digest"] for one in agreement["signatures"]} == {read["digest"]}


def test_the_digest_says_nothing_without_its_salt_which_only_the_parties_get_C5(
    shared_home: Household,
) -> None:
    first, second = drafted(shared_home), drafted(shared_home)
    reads = [shared_home.as_("maya").get(f"{path}/terms").json() for path in (first, second)]

    assert reads[0]["terms"] == reads[1]["terms"]
    assert reads[0]["salt"] != reads[1]["salt"]
    assert "salt" not in shared_home.as_("maya").get(f"{first}/history").text
    assert "salt" not in shared_home.as_("maya").get(first).text


def test_a_signature_is_shown_with_name_time_meaning_version_and_digest_A2(shared_home: Household) -> None:
    path = drafted(shared_home)
    sign(shared_home, path, "maya", printed_name="Maya W.", meaning="I have read it and agree.")

    read = shared_home.as_("sam").get(f"{path}/terms").json()
    clear = shared_home.as_("sam").get(path).json()

    expected = {
        "by": shared_home.person("maya"),
        "signed_at": START.isoformat().replace("+00:00", "Z"),
        "terms_version": 1,
        "digest": read["digest"],
        "limits": LIMITS,
        "void": False,
    }
    assert clear["signatures"] == [expected]
    assert read["signatures"] == [
        expected | {"printed_name": "Maya W.", "meaning": "I have read it and agree."}
    ]


def test_a_revision_voids_a_signature_visibly_A3(shared_home: Household) -> None:
    path = drafted(shared_home)
    sign(shared_home, path, "maya")

    assert revised(shared_home, path, "sam", place="The garden").status_code == 204

    agreement = shared_home.as_("maya").get(path).json()
    assert [(one["terms_version"], one["void"]) for one in agreement["signatures"]] == [(1, True)]
    assert agreement["terms_version"] == 2
    first = shared_home.as_("maya").get(f"{path}/terms", params={"version": 1}).json()
    assert [one["void"] for one in first["signatures"]] == [True]
    assert first["standing"] == "earlier"
    voided = shared_home.as_("sam").get(f"{path}/history").json()[-1]
    assert voided["fact"]["voids"] == [shared_home.person("maya")]


def test_after_a_revision_both_sign_anew_A3(shared_home: Household) -> None:
    path = drafted(shared_home)
    before = signature(shared_home, path, "maya")
    sign(shared_home, path, "maya")
    revised(shared_home, path, "maya", session_minutes=45)

    assert sign(shared_home, path, "sam").status_code == 204
    assert status_of(shared_home, path) == "drafted"
    refused(shared_home.as_("maya").post(f"{path}/signatures", json=before), 409, "terms-have-changed")
    assert sign(shared_home, path, "maya").status_code == 204
    assert status_of(shared_home, path) == "in-force"


def test_while_renegotiated_the_earlier_terms_bind_and_stay_readable_A3(shared_home: Household) -> None:
    path = agreed(shared_home, place="The old room")
    change = {"why": "workplace", "words": "We move.", "terms": terms(shared_home, place="The new room")}

    assert shared_home.as_("sam").post(f"{path}/renegotiations", json=change).status_code == 204

    agreement = shared_home.as_("maya").get(path).json()
    told = (agreement["status"], agreement["terms_version"], agreement["proposed_version"], agreement["why"])
    assert told == ("renegotiating", 1, 2, "workplace")
    reads = {
        version: shared_home.as_("maya").get(f"{path}/terms", params={"version": version}).json()
        for version in (1, 2)
    }
    assert (reads[1]["standing"], reads[1]["terms"]["place"]) == ("in-force", "The old room")
    assert (reads[2]["standing"], reads[2]["terms"]["place"]) == ("on-the-table", "The new room")


def test_a_change_binds_when_both_have_signed_again_and_not_before_A3(shared_home: Household) -> None:
    path = agreed(shared_home)
    change = {"why": "workload", "terms": terms(shared_home, session_minutes=30)}
    shared_home.as_("maya").post(f"{path}/renegotiations", json=change)

    sign(shared_home, path, "maya")
    assert shared_home.as_("sam").get(path).json()["session_minutes"] == 60
    sign(shared_home, path, "sam")

    agreement = shared_home.as_("sam").get(path).json()
    assert (agreement["status"], agreement["session_minutes"]) == ("in-force", 30)
    assert (agreement["terms_version"], "proposed_version" in agreement) == (2, False)
    first = shared_home.as_("sam").get(f"{path}/terms", params={"version": 1}).json()
    assert (first["standing"], len(first["signatures"])) == ("earlier", 2)


def test_an_ended_agreement_says_why_stays_readable_and_takes_nothing_more_A3(shared_home: Household) -> None:
    path = agreed(shared_home)

    ended = shared_home.as_("maya").post(f"{path}/ending", json={"why": "completed", "words": "Well done."})

    assert ended.status_code == 204
    agreement = shared_home.as_("sam").get(path).json()
    assert (agreement["status"], agreement["why"]) == ("ended", "completed")
    assert "Well done." not in shared_home.as_("sam").get(f"{path}/history").text
    assert shared_home.as_("sam").get(f"{path}/terms").status_code == 200
    refused(revised(shared_home, path, "sam"), 409, "agreement-is-over")
    refused(sign(shared_home, path, "sam"), 409, "agreement-is-over")
    again = {"why": "review", "terms": terms(shared_home)}
    refused(shared_home.as_("sam").post(f"{path}/renegotiations", json=again), 409, "agreement-is-over")
    refused(shared_home.as_("sam").post(f"{path}/ending", json={"why": "other"}), 409, "agreement-is-over")


def test_an_agreement_expires_after_its_last_day_by_the_agency_s_clock_A2(home: Household) -> None:
    path = agreed(home, ends="2026-03-10", review_dates=["2026-03-09"])
    home.settle()

    home.clock.at = START.replace(day=11, hour=3)  # still the tenth in Toronto
    home.settle()
    home.house.rooms["agreements"].react()
    assert status_of(home, path) == "in-force"

    home.clock.move(hours=2)
    home.settle()
    home.house.rooms["agreements"].react()
    assert status_of(home, path) == "expired"
    refused(sign(home, path, "maya"), 409, "agreement-is-over")


def test_an_agreement_is_read_as_of_a_version_and_as_of_a_time_A3(home: Household) -> None:
    path = drafted(home)
    home.clock.move(seconds=10)
    for handle in ("maya", "sam"):
        sign(home, path, handle)

    def as_of(told: Any, handle: str = "maya") -> Any:
        return home.as_(handle).get(path, params={"as_of": told})

    assert [as_of(version).json()["status"] for version in (1, 2, 3, 4)] == ["drafted"] * 3 + ["in-force"]
    assert [len(as_of(version).json()["signatures"]) for version in (1, 2, 3, 4)] == [0, 1, 2, 2]
    assert as_of((START + timedelta(seconds=5)).isoformat()).json()["status"] == "drafted"
    assert as_of((START + timedelta(seconds=10)).isoformat()).json()["status"] == "in-force"
    refused(as_of((START - timedelta(seconds=1)).isoformat()), 404)
    earlier = home.as_("sam").get(f"{path}/terms", params={"as_of": 1}).json()
    assert (earlier["standing"], earlier["signatures"]) == ("on-the-table", [])


def test_the_history_tells_what_happened_in_order_A3(shared_home: Household) -> None:
    path = drafted(shared_home)
    sign(shared_home, path, "maya")
    revised(shared_home, path, "sam")
    for handle in ("sam", "maya"):
        sign(shared_home, path, handle)
    shared_home.as_("sam").post(f"{path}/ending", json={"why": "supervisor-leaves"})

    history = shared_home.as_("maya").get(f"{path}/history").json()

    worker, supervisor = shared_home.person("maya"), shared_home.person("sam")
    assert [(one["version"], one["name"].removeprefix("agreements."), one["by"]) for one in history] == [
        (1, "AgreementDrafted", worker),
        (2, "AgreementSigned", worker),
        (3, "TermsRevised", supervisor),
        (4, "AgreementSigned", supervisor),
        (5, "AgreementSigned", worker),
        (6, "AgreementCameIntoForce", worker),
        (7, "AgreementEnded", supervisor),
    ]
