"""The log of diaries on servers: a schema of its own, made by `migrate`, which no relay reads, no balancer waits for, no topic knows (S7)."""

from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient

from services.house.building import House
from services.house.logs import Log
from services.house.manifest import TOPICS
from services.house.web import app_of, asgi
from services.sessions.domain.diary import Diary
from services.sessions.domain.diary_entry import Entry
from services.sessions.events.diary import DiaryEntry
from shared.identity import Acting, PersonId
from shared.keys import Erased
from shared.settings import Settings
from tests.production.houses import of_topic, on_servers
from tests.production.processes import wait_until
from tests.servers import Kafka

OWNER = PersonId(UUID(int=11))


def settings(folder: Path, database: str, keys: str) -> Settings:
    return Settings(
        profile="standard",
        data=folder / "data",
        database=database,
        keys=keys,
        kafka="127.0.0.1:1",
        issuer="https://issuer.example",
        custody=folder / "custody.json",
        link_secret_file=folder / "link",
    )


def diary_of(house: House) -> Log:
    return next(log for log in house.rooms["sessions"].logs if log.name == "sessions.diary")


@pytest.fixture
def migrated(tmp_path: Path, postgres_dsn: str, keys_dsn: str) -> Settings:
    (tmp_path / "data").mkdir()
    told = settings(tmp_path, postgres_dsn, keys_dsn)
    for _ in range(2):  # may run again at any time
        House(told, create=True).close()
    return told


def test_a_diary_is_written_deleted_and_erased_for_every_process_on_postgresql_S7(
    migrated: Settings, postgres_dsn: str
) -> None:
    house, kept, gone = House(migrated), uuid4(), uuid4()
    try:
        log, diary = diary_of(house), Diary(Diary.id_of(OWNER))
        for id in (kept, gone):
            diary.list_entry(OWNER, id)
            entry = Entry.write(id, OWNER, DiaryEntry(text="What I explored."))
            log.store.append(entry, Acting(actor=OWNER), diary)
        entry = log.store.get(Entry, gone)
        entry.delete()
        log.store.append(entry, Acting(actor=OWNER))
        assert house.rooms["sessions"].caught_up(), "nobody waits for a log that nothing follows"
    finally:
        house.close()

    house = House(migrated, ["sessions"])
    try:
        log = diary_of(house)
        assert log.store.get(Diary, Diary.id_of(OWNER)).entries == (kept, gone)
        assert house.rooms["sessions"].react() == 1, "the key that outlived its entry"
        with pytest.raises(Erased):
            house.rooms["sessions"].keys.use(f"rk:{gone}")
        assert house.rooms["sessions"].keys.use(f"rk:{kept}")
        assert TestClient(asgi(app_of(house))).get("/readyz").json() == {"ready": True}
    finally:
        house.close()
    with psycopg.connect(postgres_dsn) as rows:
        schemas = {row[0] for row in rows.execute("SELECT schema_name FROM information_schema.schemata")}
        found = rows.execute("SELECT COUNT(*) FROM sessions_diary.stored_events").fetchone()
        marks = rows.execute("SELECT COUNT(*) FROM sessions_diary.bookmarks").fetchone()
    assert {"sessions", "sessions_restricted", "sessions_diary"} <= schemas
    assert found == (5,)
    assert marks == (0,), "no relay was ever there"


def test_nothing_of_a_diary_is_in_any_topic_of_kafka_S7(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as made:
        maya = made.as_("maya")
        wait_until(lambda: maya.get("/diary").status_code == 200)
        path = maya.post("/diary", json={"text": "What I explored."}).headers["Location"]
        piece = maya.post("/diary/portfolio", json={"entry": path.rpartition("/")[2]}).headers["Location"]
        assert maya.get("/diary/export").text.endswith("What I explored.\n")
        assert maya.delete(path, headers={"If-Match": '"1"'}).status_code == 204
        assert maya.get(path).status_code == 410
        made.settle()
        ids = [one.rpartition("/")[2].encode() for one in (path, piece)]
        ids.append(str(Diary.id_of(made.demo.people["maya"])).encode())
        held = [stored for topic in TOPICS for stored in of_topic(houses_kafka.bootstrap, topic)]
        log = diary_of(made.house).store

        assert len(held) > 100
        assert [stored for stored in held if any(id in stored for id in ids)] == []
        assert all(any(id in stored for _, stored in log.read(0)) for id in ids), "they lie in their own log"
