"""What is in a log that goes to no topic is in nothing else either: no topic, view, relay, readiness (S7)."""

from services.house.manifest import LOGS, SERVICES, TOPICS, UNTOLD
from services.sessions.events import UNPUBLISHED
from shared.facts import Fact
from tests.golden.keeping import STREAM_TYPES
from tests.house import Household

OWN = {"diary", "diary-entry", "portfolio-piece"}


def test_types_of_streams_that_go_nowhere_stay_so_S7() -> None:
    assert set(UNPUBLISHED) == OWN
    assert {name: set(service.unpublished) for name, service in SERVICES.items() if service.unpublished} == {
        "sessions": OWN
    }
    assert {"sessions.diary"} == UNTOLD <= LOGS.keys()


def test_none_of_them_has_a_topic_in_any_service_S7() -> None:
    for service in SERVICES.values():
        assert OWN & (service.topics.keys() | service.restricted.keys()) == set()
    assert [topic for topic in TOPICS if "diar" in topic or "portfolio" in topic] == []


def test_no_view_of_any_service_hears_of_them_S7() -> None:
    facts: set[type[Fact]] = {fact for fact, kind in STREAM_TYPES.items() if kind in OWN}
    views = [view for service in SERVICES.values() for view in (service.relations, *service.views)]

    assert len(facts) == 10
    assert [view.name for view in views if view.hears & facts] == []


def test_no_relay_and_no_view_follows_their_log_S7(shared_home: Household) -> None:
    room = shared_home.house.rooms["sessions"]
    diary = next(log for log in room.logs if log.name == "sessions.diary")

    assert not diary.published
    assert diary not in room.published
    assert [view.name for view in room.views if not view.topics and room.log_of(view) is diary.store] == []
    assert [follower.name for follower in room.followers if "diary" in follower.name] == []
