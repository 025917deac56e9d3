"""A filled agreement of each published form, entered, signed by both and read back whole (A2)."""

import pytest

from tests.edge.given import LIMITS
from tests.forms import FORMS, STARTS, SUPERVISOR, WORKER, Form, filled_terms, lost
from tests.house import Household


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_filled_form_comes_back_whole_with_both_names_A2(form: Form, shared_home: Household) -> None:
    home, names = shared_home, {"maya": WORKER, "sam": SUPERVISOR}
    terms = filled_terms(form, home.demo.people["rowan"], starts=STARTS)
    parties = {"worker": home.person("maya"), "supervisor": home.person("sam")}
    body = {**parties, "placement": str(home.demo.placements["maya"]), "terms": terms}

    entered = home.as_("maya").post("/agreements", json=body)
    assert entered.status_code == 201, entered.text
    path = entered.headers["Location"]
    for handle, name in names.items():
        signature = {
            "terms_digest": home.as_(handle).get(f"{path}/terms").json()["digest"],
            "acknowledged_limits": LIMITS,
            "printed_name": name,
            "meaning": "I agree to these terms.",
        }
        assert home.as_(handle).post(f"{path}/signatures", json=signature).status_code == 204

    for handle in names:
        assert home.as_(handle).get(path).json()["status"] == "in-force"
        read = home.as_(handle).get(f"{path}/terms").json()
        assert lost(form, read["terms"], STARTS) == []
        assert {one["printed_name"] for one in read["signatures"]} == {WORKER, SUPERVISOR}
        assert {name: value for name, value in read["terms"].items() if name != "objectives"} == {
            name: value for name, value in terms.items() if name != "objectives"
        }
    agreement = home.as_("maya").get(path).json()
    assert parties.items() <= agreement.items()
