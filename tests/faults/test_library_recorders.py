"""The library's own tests of a recorder, run on our recorders."""

from __future__ import annotations

import sys
import unittest
from types import ModuleType
from typing import Any

import pytest
from eventsourcing.persistence import ApplicationRecorder

from shared.store.recorders import recorder_for
from shared.tables import Place, create_schema
from tests.faults.logs import place_of

# The library's test module imports a cipher that we neither use nor install.
_CIPHER: Any = ModuleType("eventsourcing.cipher")
_CIPHER.AESCipher = object
with pytest.MonkeyPatch.context() as _patched:
    _patched.setitem(sys.modules, "eventsourcing.cipher", _CIPHER)
    from eventsourcing.tests import persistence as library

TESTS = ("test_insert_select", "test_concurrent_no_conflicts", "test_concurrent_throughput")


class OnOurRecorder(library.ApplicationRecorderTestCase[ApplicationRecorder]):
    """A table of its own for each test, as the library's own runs have it."""

    __test__ = False  # run below, on each store
    place: Place

    def setUp(self) -> None:
        self.datastore = self.place.open("log")
        create_schema(self.datastore)

    def create_recorder(self) -> ApplicationRecorder:
        return recorder_for(self.datastore, create=True)

    def tearDown(self) -> None:
        self.datastore.close()


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_our_recorder_passes_the_librarys_own_tests(
    kind: str, test: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OnOurRecorder, "place", place_of(kind, request), raising=False)
    result = unittest.TestResult()
    OnOurRecorder(test).run(result)
    assert result.testsRun == 1
    assert not [*result.errors, *result.failures], "\n".join(
        text for _, text in result.errors + result.failures
    )
