from tests.house import Household


def test_parties_list_their_own_agreements_C5(home: Household) -> None:
    found = home.as_("maya").get("/agreements")
    assert found.status_code == 200
    assert len(found.json()) == 2
