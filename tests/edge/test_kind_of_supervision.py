"""What was said under one kind of supervision stays with it, also where one agreement was turned into another kind (D8, S3, S5, S6)."""

from typing import Any, Final

import pytest

from services.agreements.domain.agreement import Agreement
from tests.edge.given import drafted, refused, sign, terms
from tests.edge.sessions import contact, done, outline, to_come
from tests.edge.test_relationship import (
    ADMINISTRATIVE,
    BOTH,
    DEVELOPMENT,
    KEY,
    actions,
    balance,
    close,
    end,
    end_first,
    later,
    left,
    next_one,
    written,
)
from tests.house import Household

APART: Final = [
    (DEVELOPMENT, ADMINISTRATIVE),
    (ADMINISTRATIVE, DEVELOPMENT),
    (BOTH, DEVELOPMENT),
    (BOTH, ADMINISTRATIVE),
]


def anew(home: Household, path: str, kind: str) -> Any:
    body = {"why": "duties", "terms": terms(home, kind=kind, starts=home.clock().date().isoformat())}
    return home.as_("maya").post(f"{path}/renegotiations", json=body)


def revised(home: Household, path: str, kind: str) -> Any:
    tag = {"If-Match": home.as_("maya").get(path).headers["ETag"]}
    return home.as_("maya").put(f"{path}/terms", json={"terms": terms(home, kind=kind)}, headers=tag)


def turned(home: Household, path: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sign terms of another kind, as could be done before that was refused."""
    later(home)
    with monkeypatch.context() as earlier:
        earlier.setattr(Agreement, "_require_its_kind", lambda *_: None)
        done(anew(home, path, kind))
        for handle in ("maya", "sam"):
            done(sign(home, path, handle))
    later(home)


def brought(home: Household, key: str) -> str:
    """A session under an agreement that was held and written down: it left an action and a topic."""
    path = to_come(home, key=key)
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "Rides"}), 201)
    later(home)
    done(home.as_("sam").post(f"{path}/holding", json={"minutes": 60, "extent": "full"}))
    body = outline(home, actions=[KEY | {"who": home.person("sam")}])
    done(home.as_("sam").post(f"{path}/record", json=body), 201)
    home.settle()
    return path


def test_an_agreement_in_force_is_not_turned_into_another_kind_and_may_be_widened_D8(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}"

    problem = refused(anew(home, path, ADMINISTRATIVE), 409, "kind-stays")
    done(anew(home, path, BOTH))
    refused(revised(home, path, ADMINISTRATIVE), 409, "kind-stays")
    done(revised(home, path, DEVELOPMENT))

    assert "end this agreement and draft another" in problem["title"]


def test_what_was_left_goes_on_where_an_agreement_is_widened_S3(home: Household) -> None:
    brought(home, "maya-sam")
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    done(anew(home, path, BOTH))
    for handle in ("maya", "sam"):
        done(sign(home, path, handle))
    later(home)

    assert left(home, "maya-sam") == ([KEY["what"]], ["Rides"])
    assert balance(home, "maya-sam")["records"] == 1


@pytest.mark.parametrize(("first", "then"), APART)
def test_where_an_earlier_history_did_turn_it_nothing_goes_on_from_what_was_held_before_D8(
    first: str, then: str, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_first(home)
    path = next_one(home, first)
    unwritten = contact(home, key="next")
    before = brought(home, "next")
    turned(home, path, then, monkeypatch)

    assert left(home, "next") == ([], [])
    assert balance(home, "next")["records"] == 0
    after = written(home, "next", {"what": "Fill in the hours."})
    assert actions(home, after) == [("Fill in the hours.", "open")]
    assert left(home, "next")[0] == ["Fill in the hours."]
    done(home.as_("sam").post(f"{unwritten}/record", json=outline(home, actions=[])), 201)
    assert actions(home, unwritten) == [(KEY["what"], "open")], "it goes on among what was held before"
    home.settle()
    assert actions(home, before) == [(KEY["what"], "goes-on")]
    done(close(home, unwritten))
    done(close(home, after))


def test_nor_does_it_go_on_with_the_agreement_that_follows_D8(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_first(home)
    first = next_one(home, BOTH, "first")
    brought(home, "first")
    turned(home, first, ADMINISTRATIVE, monkeypatch)
    written(home, "first", {"what": "Fill in the hours."})
    end(home, first)
    next_one(home, ADMINISTRATIVE)

    assert left(home, "next") == (["Fill in the hours."], [])
    assert balance(home, "next")["records"] == 1


@pytest.mark.parametrize(("first", "then"), APART)
def test_a_draft_may_be_of_another_kind_and_nothing_goes_on_from_what_was_held_under_it_before_D8(
    first: str, then: str, home: Household
) -> None:
    end_first(home)
    path = drafted(home, kind=first, starts=home.clock().date().isoformat())
    home.demo.agreements["next"] = path.rpartition("/")[2]  # type: ignore[assignment]
    home.settle()
    brought(home, "next")
    later(home)
    done(revised(home, path, first))
    later(home)
    assert left(home, "next") == ([KEY["what"]], ["Rides"])

    done(revised(home, path, then))
    later(home)

    assert left(home, "next") == ([], [])
    assert actions(home, written(home, "next")) == []
