"""A placement at an agency that nobody knows could once be recorded: it shuts nobody out, and nothing begins under it (D6)."""

from datetime import date
from itertools import product
from typing import Final
from uuid import UUID, uuid4

import pytest

from services.directory.domain.placement import Placement
from services.directory.events import Employment
from services.house.demo.people import PEOPLE
from shared.identity import Acting, AgencyId, PlacementId
from tests.edge.given import NOBODY, draft, refused
from tests.edge.given_groups import done, formed, forming, joining, later
from tests.house import Household
from tests.keeping.gone import gone, leave

ENDS: Final = (None, date(2026, 2, 1), date(2026, 12, 1))


def nowhere(home: Household, handle: str, ends: date | None = None) -> str:
    placement = Placement.begin_at(
        uuid4(),
        worker=home.demo.people[handle],
        agency=AgencyId(UUID(NOBODY)),
        employment=Employment.EMPLOYED,
        employer=AgencyId(UUID(NOBODY)),
        line_manager=None,
        starts=date(2026, 1, 1),
        ends=ends,
    )
    home.house.rooms["directory"].store.append(placement, Acting(actor=home.demo.people["tomasz"]))
    home.settle()
    return str(placement.id)


def answers(home: Household, *paths: str) -> dict[tuple[str, str], int]:
    return {(one, path): home.as_(one).get(path).status_code for one, path in product(PEOPLE, paths)}


@pytest.mark.parametrize("ends", ENDS, ids=str)
def test_everybody_reads_what_they_read_before_D6(ends: date | None, home: Household) -> None:
    document = home.as_("maya").get("/openapi.json").json()["paths"]
    listed = [path for path, acts in document.items() if "get" in acts and "{" not in path]
    person = [path for path, acts in document.items() if "get" in acts and path.startswith("/people/{id}")]
    about = [path.format(id=home.person("jordan")) for path in person if path.count("{") == 1]
    before = answers(home, *listed, *about)
    nowhere(home, "jordan", ends)

    assert answers(home, *listed, *about) == before
    assert 200 in before.values()


def test_no_agreement_begins_under_it_D6(home: Household) -> None:
    body = draft(home, "jordan") | {"placement": nowhere(home, "jordan")}

    refused(home.as_("jordan").post("/agreements", json=body), 409, "not-known-yet")


def test_nobody_comes_to_a_group_under_it_S9(home: Household) -> None:
    path, placement = formed(home), nowhere(home, "jordan")
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("jordan")}))

    under_it = joining(home, "jordan", placement=placement)
    refused(home.as_("jordan").post(f"{path}/members", json=under_it), 422, "under-no-placement-of-theirs")


def test_who_has_nothing_beside_it_has_left_C2(home: Household) -> None:
    nowhere(home, "jordan")
    leave(home, "jordan", "rowan")
    later(home, days=3)

    refused(
        home.as_("jordan").post("/groups", json=forming(home, "co-reflection", shared=True)), 409, "has-left"
    )


@pytest.mark.parametrize("ends", ENDS, ids=str)
def test_and_is_erased_as_anybody_C5(ends: date | None, home: Household) -> None:
    placement = PlacementId(UUID(nowhere(home, "jordan", ends)))
    gone(home, "jordan")

    assert home.house.rooms["directory"].store.get(Placement, placement).worker == home.demo.people["jordan"]
