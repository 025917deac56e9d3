"""Who may import whom: the contracts hold, and each deliberate violation is caught by name."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = Path(sys.executable).with_name("lint-imports")


@dataclass(frozen=True)
class Violation:
    """An import that is wrong, where it is put, and the contract that must say so."""

    file: str
    line: str
    contract: str
    reported: str


MACHINERY = "facts and rules know no machinery"
VIOLATIONS = {
    "a rule knows a web framework": Violation(
        "services/agreements/domain/planted.py",
        "import fastapi",
        MACHINERY,
        "services.agreements.domain.planted -> fastapi",
    ),
    "a rule knows a database": Violation(
        "services/agreements/domain/planted.py",
        "import sqlite3",
        MACHINERY,
        "services.agreements.domain.planted -> sqlite3",
    ),
    "a rule knows the store, and so its library": Violation(
        "services/directory/domain/planted.py",
        "import shared.store",
        MACHINERY,
        "services.directory.domain.planted -> shared.store",
    ),
    "a view knows another's rules": Violation(
        "services/directory/views.py",
        "import services.agreements.domain.agreement",
        "services hear of each other by their facts alone",
        "services.directory.views -> services.agreements.domain.agreement",
    ),
    "a rule knows another's facts": Violation(
        "services/directory/domain/planted.py",
        "import services.agreements.events",
        "services hear of each other by their facts alone",
        "services.directory.domain.planted -> services.agreements.events",
    ),
    "what is shared knows a service": Violation(
        "shared/planted.py",
        "import services.agreements.events",
        "shared knows no service",
        "shared.planted -> services.agreements.events",
    ),
    "a fact knows a rule": Violation(
        "services/directory/events.py",
        "import services.directory.domain.person",
        "layers of a service",
        "services.directory.events -> services.directory.domain.person",
    ),
    "a block of text knows a rule": Violation(
        "services/agreements/blocks/planted.py",
        "import services.agreements.domain.agreement",
        "layers of a service",
        "services.agreements.blocks.planted -> services.agreements.domain.agreement",
    ),
    "a rule knows a route": Violation(
        "services/directory/domain/planted.py",
        "import services.directory.api",
        "layers of a service",
        "services.directory.domain.planted -> services.directory.api",
    ),
    "a service knows the composition root": Violation(
        "services/agreements/planted.py",
        "import services.house.manifest",
        "only the command line knows the composition root",
        "services.agreements.planted -> services.house.manifest",
    ),
}


def linted(tree: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [TOOL, "--no-cache", "--config", "pyproject.toml"]
    environment = {"PYTHONPATH": str(tree), "PATH": "", "COLUMNS": "300", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The code and its contracts, to put something wrong into."""
    for name in ("services", "shared"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(tree: Path) -> None:
    done = linted(tree)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[5-9] kept, 0 broken", done.stdout)


@pytest.mark.parametrize("violation", VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_wrong_import_breaks_its_contract(tree: Path, violation: Violation) -> None:
    file = tree / violation.file
    before = file.read_text() if file.exists() else '"""Planted."""\n'
    file.write_text(f"{before}\n{violation.line}\n")

    done = linted(tree)

    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{violation.contract} BROKEN" in done.stdout
    assert violation.reported in done.stdout
