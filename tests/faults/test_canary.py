"""Markers in every sealed field and every header, in good requests and refused ones, are nowhere in what a house left."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2

from services.house.asking import ask
from services.house.said import Said
from services.sessions.domain.quarters import Quarter
from services.sessions.events.tallies import TALLY, TallyClosed, TallyMarked
from shared.settings import Settings
from tests.faults.canary import Canary
from tests.faults.canary_erasing import Erasing
from tests.faults.canary_song import sing
from tests.faults.forge import CHECKOUT
from tests.faults.loot import Loot, in_sqlite
from tests.faults.searching import Searcher
from tests.faults.thief import Thief
from tests.house import wait_for
from tests.servers.process import ServerProcess

UP = "import sys; from services.__main__ import app; sys.exit(app())"


def test_nothing_that_a_caller_typed_lies_in_the_open_on_one_machine(tmp_path: Path) -> None:
    data, log = tmp_path / "house", tmp_path / "log"
    house = ServerProcess(
        [sys.executable, "-c", UP, "up", "--demo", "--port", "0", "--data", str(data)],
        log,
        environment={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(CHECKOUT),
            "ALONGSIDE_TRACES": str(tmp_path / "traces"),
        },
    )
    try:
        house.wait_until(lambda: "Ctrl-C" in log.read_text())
        canary, erasing = sung(Settings(data=data), said(log, "address"))
        halves = {"events_to": str(tmp_path / "backup"), "keys_to": str(tmp_path / "backup-keys")}
        backup = ask(Settings(data=data), "backup", **halves)
        searcher = Searcher(canary.stem)
        running = searcher.find_in_folder(tmp_path)  # while the WAL files are full
        keys, opens = erasing.lies_about(tmp_path), erasing.still_opens()
        assert erasing.opens_as_before(), "what was not erased"
    finally:
        house.end(signal.SIGINT)
    found = [*running, *searcher.find_in_folder(tmp_path), *searcher.find_in_rows(in_sqlite(tmp_path))]
    assert (Path(backup["events"]) / "agreements" / "events.db").stat().st_size > 100_000, (
        "it was searched too"
    )
    assert (Path(backup["events"]) / "agreements" / "restricted.db").stat().st_size > 20_000, "and this"
    spans = (tmp_path / "traces").read_text().count("\n")

    assert erasing.asked <= erasing.gone().keys()
    assert len(erasing.lost()) > 50
    assert not keys, f"keys that were destroyed lie about: {sorted(keys)}"
    assert not opens, f"what was erased opens under {sorted(opens)}"
    assert not erasing.lies_about(tmp_path), "nor when the house is closed"
    assert not found, "\n".join(sorted(set(found))[:20])
    assert not canary.echoes, "\n".join(canary.echoes[:5])
    assert canary.markers > 1500
    assert canary.refused > 50
    assert spans > 100, "traces were written"
    print(
        f"\n{canary.markers} markers, {canary.refused} refused requests, {spans} spans, "
        f"{searcher.searched / 1e6:.0f} MB searched; {len(erasing.gone())} keys destroyed, {len(erasing.lost())} markers with them"
    )


def quarters_are_told(thief: Thief) -> bool:
    """The keys of what the demo's quarters counted go when these are told: in a backup made before they would lie for as long as any."""
    ended = str(Quarter.of(datetime.now(UTC).date() - timedelta(days=2)))
    tallies = [one for one in thief.records() if one.stream_type == TALLY]
    told = {one.stream_id for one in tallies if isinstance(one.fact, TallyClosed)}
    marked = {(one.fact.quarter, one.stream_id) for one in tallies if isinstance(one.fact, TallyMarked)}
    assert {quarter for quarter, _ in marked if quarter < ended}
    return all(tally in told for quarter, tally in marked if quarter < ended)


def said(log: Path, what: str) -> str:
    return next(line.split()[1] for line in log.read_text().splitlines() if line.split()[:1] == [what])


def sung(settings: Settings, address: str) -> tuple[Canary, Erasing]:
    """All of it, over HTTP and as the operator; and then one of each kind erased."""
    webs: dict[str, httpx2.Client] = {}

    def web(who: str, _service: str) -> httpx2.Client:
        if who not in webs:
            told = {"Authorization": f"Bearer {ask(settings, 'token', handle=who)}"}
            webs[who] = httpx2.Client(base_url=address, headers=told, timeout=30, trust_env=False)
        return webs[who]

    people: dict[str, dict[str, Any]] = {one["handle"]: one for one in ask(settings, "people")}
    agency = web("maya", "").get("/people/me").json()["agency"]
    canary = Canary(web, people, agency)
    sing(canary)
    canary.send("maya", "GET", "/", headers={"Host": canary.mark()})
    operator = {
        "name": canary.mark(),
        "handle": canary.mark(),
        "issuer": canary.mark(),
        "subject": canary.mark(),
    }
    plain = {"agency": "Quay Street", "role": "privacy_officer", "time_zone": "UTC", "locale": "en-CA"}
    ask(settings, "people_add", **operator, **plain)
    for command, told in (
        ("people_add", {**operator, **plain}),
        ("release", {"stream": canary.mark()}),
        ("rebuild", {"view": canary.mark()}),
        ("token", {"handle": canary.mark()}),
        (canary.mark(), {canary.mark(): canary.mark()}),
        ("parked", {canary.mark(): canary.mark()}),
    ):
        with suppress(Said):
            ask(settings, command, **told)
    ask(settings, "people")
    thief = Thief(Loot(settings))
    wait_for(lambda: quarters_are_told(thief))
    erasing = Erasing(canary, thief)
    erasing.everything()
    for one in webs.values():
        one.close()
    return canary, erasing
