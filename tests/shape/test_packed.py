"""What the program reads beside its code is packed with it, into the wheel and so into the image."""

from pathlib import Path

import pytest
from setuptools import Distribution

from tests.shape.test_language import ROOT, tracked


def packed() -> set[str]:
    """Files besides code that a wheel built from here has, by setuptools' own reckoning."""
    distribution = Distribution()
    distribution.parse_config_files()
    distribution.include_package_data = False  # else what an earlier build left behind would count
    build = distribution.get_command_obj("build_py")
    build.ensure_finalized()
    return {(Path(folder) / name).as_posix() for _, folder, _, names in build.data_files for name in names}


def test_every_file_beside_the_code_is_packed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    beside = {
        name for name in tracked() if name.startswith(("services/", "shared/")) and not name.endswith(".py")
    }

    assert {"services/agreements/blocks/topics.toml", "services/house/templates/front.html"} <= beside
    assert beside - packed() == set()
