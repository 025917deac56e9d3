"""Maya and Sam set their Tuesdays; one falls away, and that shows until they meet again; then they look at what it was about (A6, S3, C5)."""

from datetime import UTC, datetime
from typing import Any

from tests.edge.given import agreed, hear_from_agreements, hear_of_the_directory, refused
from tests.edge.sessions import done, outline
from tests.house import Household
from tests.sessions.held import id_of


def comes(home: Household, at: datetime) -> None:
    """That moment, and whatever its date sets off."""
    home.clock.at = at
    for _ in range(2):
        hear_of_the_directory(home)
        hear_from_agreements(home)
        home.settle()
        home.house.rooms["sessions"].react()
    home.settle()


def test_tuesdays_are_set_one_falls_away_and_what_they_were_about_is_theirs_A6(home: Household) -> None:
    maya, sam, dilip = (home.as_(handle) for handle in ("maya", "sam", "dilip"))
    agreement = str(id_of(agreed(home)))
    home.settle()
    told = {"from": "2026-03-02", "until": "2026-03-31", "at": "10:00"}
    there = done(sam.post("/sessions", json={"agreement": agreement, "following": told}), 201)
    home.settle()
    tuesdays = [f"/sessions/{one['id']}" for one in maya.get(there.headers["Location"]).json()]
    assert len(tuesdays) == 5

    def meet(path: str, at: datetime, **record: Any) -> None:
        comes(home, at)
        done(sam.post(f"{path}/holding", json={"minutes": 60, "extent": "full"}))
        done(sam.post(f"{path}/record", json=outline(home, **record)), 201)
        home.settle()

    meet(tuesdays[0], datetime(2026, 3, 3, 17, tzinfo=UTC))
    notice = {"told_at": "2026-03-09T15:00:00Z", "reason": "The buses stand still."}
    comes(home, datetime(2026, 3, 9, 16, tzinfo=UTC))
    done(maya.post(f"{tuesdays[1]}/cancellation", json=notice))

    comes(home, datetime(2026, 3, 11, 15, tzinfo=UTC))
    [seen] = [one for one in dilip.get("/sessions/overdue").json() if one["agreement"] == agreement]
    assert (seen["due_on"], seen["last_held_on"]) == ("2026-03-10", "2026-03-03")
    assert "buses" not in str(seen)

    meet(tuesdays[2], datetime(2026, 3, 17, 17, tzinfo=UTC), purposes=["restorative"], functions=["support"])
    assert agreement not in str(dilip.get("/sessions/overdue").json())

    balance = done(maya.get(f"/sessions/balance?agreement={agreement}"), 200).json()
    assert balance["purposes"] == {"formative": 1, "restorative": 1, "normative": 0}
    assert balance["not_touched"] == ["normative"]
    refused(dilip.get(f"/sessions/balance?agreement={agreement}"), 403, "not-allowed")

    comes(home, datetime(2026, 4, 3, 15, tzinfo=UTC))
    [quarter] = done(dilip.get(f"/sessions/counts?agency={home.demo.agencies['harbour']}"), 200).json()
    assert quarter == {"quarter": "2026-Q1", "records": "fewer than 11"}
    assert done(sam.get(f"/sessions/balance?agreement={agreement}"), 200).json() == balance
