"""The README is true: its commands are run as they stand, its map and its links lead somewhere."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running, running

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
NOTED = """
KOFI=$(alongside token --as kofi)
until curl -sf -H "Authorization: Bearer $KOFI" http://127.0.0.1:8400/sessions/overdue | grep -q due_on; do sleep 0.1; done
"""
"""By the time that a reader has come so far, what is overdue was noted; the example runs faster than anybody reads."""
STORY = {
    "the record's outline": '"agenda":["',
    "what came of it": '"outcomes":"',
    "supervision that is overdue": '"due_on":"',
    "a group": '"waits_for_you":',
    "a concern taken to the line manager": "sessions.TakenToLineManager",
    "who confirmed it": "sessions.LineManagerConfirmed",
    "a concern that was not": "sessions.WorkerDeclined",
    "the notice of it": "sessions.EscalationNoticeGiven",
    "the consulting": "sessions.ManagerConsulted",
    "the words disclosed": '"statement":"On three evenings people waited',
}
"""What the year of supervision and its two concerns come to, and what an answer says of it."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("readme") / "data", "--demo") as made:
        yield made


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_readmes_example_runs_as_it_stands(house: Running, tmp_path: Path) -> None:
    script = (
        "\n".join([NOTED, *blocks("bash")])
        .replace("http://127.0.0.1:8400", house.address)
        .replace("/tmp/", f"{tmp_path}/")
    )
    script = script.replace('PATH="$PWD/.venv/bin:$PATH"', "")
    environment = os.environ | {
        "ALONGSIDE_DATA": str(house.data),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert '"status":"in-force"' in done.stdout
    assert done.stdout.count("urn:alongside:problem:not-allowed") == 2  # Nora, the terms; Kofi, what was said
    assert done.stdout.count("urn:alongside:problem:not-found") == 2  # Jordan; Lena, the concern
    assert "agreements.AgreementCameIntoForce" in done.stdout
    story, of_the_diary, taken_away = done.stdout.partition("I said what I meant today.")
    assert {what for what, said in STORY.items() if said not in story} == set()
    assert story.count(STORY["supervision that is overdue"]) == 1
    assert of_the_diary
    assert '{"end": true' in taken_away


def test_every_make_target_the_readme_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert named
    assert {target for target in named if f"\n{target}:" not in makefile} == set()


def test_every_link_and_every_place_on_the_map_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    house_map = README[README.index("```\nservices/\n") + 4 :].partition("```")[0]
    places: list[str] = []
    above = ""
    for line in house_map.splitlines():
        name = line.split()[0]
        above = name if not line.startswith(" ") else above
        places.append(name if not line.startswith(" ") else above + name)
    assert {place for place in [*links, *places] if not (ROOT / place).exists()} == set()


def test_every_command_line_the_documents_name_is_there() -> None:
    from services.__main__ import app

    known = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    known |= {group.name for group in app.registered_groups if group.name}
    told = README + (ROOT / "docs" / "operating.md").read_text()
    named = set(re.findall(r"`alongside ([a-z]+)", told)) | set(
        re.findall(r"^alongside ([a-z]+)", told, re.MULTILINE)
    )
    assert named <= known
