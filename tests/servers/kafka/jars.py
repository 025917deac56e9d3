"""The broker's jars, fetched once by Maven and kept below the checkout until the pom here changes."""

import hashlib
import shutil
import tempfile
import zipfile
from pathlib import Path

from tests.servers.process import Unavailable, run

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[3] / ".cache" / "kafka"
_MARKER = "complete"
# Tens of megabytes over a line that may be slow: longer than any wait for a server.
_DOWNLOAD_PATIENCE = 300.0


def resolve() -> Path:
    """The folder of jars, downloaded now if it is missing, half there, or of another pom."""
    libs = CACHE / "libs"
    wanted = hashlib.sha256(POM.read_bytes()).hexdigest()
    if not _complete(libs, wanted):
        _download(libs, wanted)
    return libs


def version(libs: Path) -> str:
    """Kafka's own version, as its jar states it."""
    with zipfile.ZipFile(next(libs.glob("kafka-clients-*.jar"))) as jar:
        lines = jar.read("kafka/kafka-version.properties").decode().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)["version"]


def _complete(libs: Path, wanted: str) -> bool:
    marker = libs / _MARKER
    return marker.is_file() and marker.read_text() == wanted


def _download(libs: Path, wanted: str) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("Maven (mvn) is not installed, and the broker's jars are not in the cache")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        fresh = Path(scratch) / "libs"
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}"]
        run([maven, "-q", "-B", "-f", str(POM), *goal], within=_DOWNLOAD_PATIENCE)
        (fresh / _MARKER).write_text(wanted)
        _put_in_place(fresh, libs, wanted)


def _put_in_place(fresh: Path, libs: Path, wanted: str) -> None:
    """Rename, so that another process sees all jars or none; whoever comes second uses the first one's."""
    if libs.exists():
        libs.rename(fresh.with_name("stale"))
    try:
        fresh.rename(libs)
    except OSError as error:
        if not _complete(libs, wanted):
            raise Unavailable(f"the broker's jars could not be put in place: {error.strerror}") from error
