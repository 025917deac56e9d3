"""Of somebody who answered a round of feedback and is erased before it closes, nothing says so; what they answered counts (K4, C5)."""

from tests.edge.given import hear_of_the_directory
from tests.edge.test_feedback import CLOSING, answer, laid
from tests.house import Household
from tests.keeping.gone import gone
from tests.sessions.many import opened_round, workers


def test_who_was_erased_before_a_round_closes_is_noted_nowhere_and_their_answers_count_K4(
    home: Household,
) -> None:
    others = workers(home, 10)
    path = opened_round(home)
    for handle in ("maya", *others):
        assert answer(home, path, handle).status_code == 204
    gone(home, "maya")

    home.clock.at = CLOSING
    home.house.rooms["sessions"].react()
    hear_of_the_directory(home, by="dilip")

    noted = [
        one for one in home.stored("sessions", path.rpartition("/")[2]) if b"FeedbackRespondentNoted" in one
    ]
    assert len(noted) == len(others)
    assert not [one for one in noted if home.person("maya").encode() in one]
    assert home.as_("dilip").get(f"{path}/figures").json()["answered"] == "at least 11"
    assert laid(home) == 0
