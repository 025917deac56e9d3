"""The directory silent, a sign-in linked to nobody: what of diaries, evaluations and goals goes on, and what waits (S7, S8, C5)."""

from collections.abc import Iterator

import pytest

from tests.edge.given import refused
from tests.edge.sessions import done
from tests.edge.test_diary import deleted, written
from tests.edge.test_evaluations import given, shown
from tests.edge.test_evaluations import written as evaluated
from tests.edge.test_goals import placed
from tests.edge.test_stale_relations import away, fall_silent
from tests.house import Filled, Household


@pytest.fixture(scope="module")
def stale(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Household, str]]:
    """A house whose directory has fallen silent, and an evaluation of a period that the worker was shown."""
    with first_house.copied(tmp_path_factory.mktemp("stale") / "house") as home:
        path = evaluated(home)
        done(shown(home, path))
        fall_silent(home)
        yield home, path


def test_a_diary_is_kept_while_the_directory_is_silent_S7(stale: tuple[Household, str]) -> None:
    home, _ = stale
    path = written(home)

    assert home.as_("maya").get("/diary").status_code == 200
    assert home.as_("maya").get("/diary/export").status_code == 200
    assert deleted(home, path).status_code == 204


def test_the_two_go_on_while_it_is_silent_and_whoever_else_may_see_waits_S8(
    stale: tuple[Household, str],
) -> None:
    home, path = stale
    done(home.as_("maya").get(f"{given(home)}/words"), 200)
    done(home.as_("sam").get(f"{placed(home)}/words"), 200)
    for handle in ("maya", "petra"):
        done(home.as_(handle).get(f"{path}/words"), 200)
    assert shown(home, path).status_code == 204

    for handle in ("tomasz", "jordan", "nora"):
        away(home.as_(handle).get(path))
        away(home.as_(handle).get(f"{path}/words"))
    away(home.as_("tomasz").get("/evaluations"))
    assert home.as_("maya").get("/evaluations").status_code == 200
    for handle in ("tomasz", "jordan"):
        refused(home.as_(handle).get(given(home)), 404)


def test_a_sign_in_linked_to_nobody_keeps_no_diary(shared_home: Household) -> None:
    assert shared_home.house.issuer
    nobody = shared_home.client(shared_home.house.issuer.token("somebody-else"))

    for path in ("/diary", "/diary/prompts", "/diary/export", "/evaluations", "/goals"):
        refused(nobody.get(path), 403, "not-linked")
    refused(nobody.post("/diary", json={"text": "W"}), 403, "not-linked")
    refused(shared_home.client(None).get("/diary"), 401)
