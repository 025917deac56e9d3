"""The image and the compose file, checked without Docker; each checker is also seen to find a mistake."""

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ruamel.yaml import YAML

from services.house import manifest
from shared.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
REALM = ROOT / "deploy" / "compose" / "keycloak" / "alongside-realm.json"
GATEWAY = ROOT / "deploy" / "compose" / "gateway" / "nginx.conf"
POM = ROOT / "tests" / "servers" / "kafka" / "pom.xml"

SERVICES = ("agreements", "directory", "sessions")
PEOPLE = {
    *("rowan", "ines", "tomasz", "maya", "jordan", "sam", "petra", "dilip", "nora", "wren"),
    *("lena", "kofi", "hana", "alba", "teo", "juno"),
}

SCHEMA = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec"]
YAML_STYLE = ["yamllint", "--strict", "-d", "{extends: relaxed, rules: {line-length: {max: 120}}}"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(COMPOSE)
    return loaded


@pytest.fixture(scope="module")
def realm() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(REALM.read_text())
    return loaded


def run(command: list[str], file: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment, whatever PATH says."""
    tool = Path(sys.executable).with_name(command[0])
    return subprocess.run([tool, *command[1:], file], capture_output=True, text=True, check=False, cwd=ROOT)


def settings(compose: Mapping[str, Any], service: str) -> dict[str, str]:
    environment = compose["services"][service].get("environment", {})
    return {name: value for name, value in environment.items() if name.startswith("ALONGSIDE_")}


@pytest.mark.parametrize("command", [SCHEMA, YAML_STYLE], ids=lambda command: command[0])
def test_the_compose_file_is_valid(command: list[str]) -> None:
    done = run(command, COMPOSE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_misspelt_key_of_the_compose_file_is_found(tmp_path: Path) -> None:
    misspelt = tmp_path / "docker-compose.yml"
    misspelt.write_text(COMPOSE.read_text().replace("    depends_on:", "    depend_on:", 1))
    done = run(SCHEMA, misspelt)
    assert done.returncode == 1
    assert "depend_on" in done.stdout


def test_a_key_given_twice_in_the_compose_file_is_found(tmp_path: Path) -> None:
    doubled = tmp_path / "docker-compose.yml"
    doubled.write_text(COMPOSE.read_text() + "name: twice\n")
    assert "duplication" in run(YAML_STYLE, doubled).stdout


def test_the_dockerfile_is_clean() -> None:
    done = run(["hadolint"], DOCKERFILE)
    assert done.returncode == 0, done.stdout


def test_a_bad_habit_in_the_dockerfile_is_found(tmp_path: Path) -> None:
    worse = tmp_path / "Dockerfile"
    worse.write_text(re.sub(r"^CMD .*$", "CMD alongside --help", DOCKERFILE.read_text(), flags=re.MULTILINE))
    done = run(["hadolint"], worse)
    assert done.returncode == 1
    assert "DL3025" in done.stdout


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    users = re.findall(r"^USER (\d+)", DOCKERFILE.read_text(), flags=re.MULTILINE)
    assert users
    assert int(users[-1]) >= 10000


def test_compose_runs_the_kafka_that_the_tests_run(compose: dict[str, Any]) -> None:
    maven = "{http://maven.apache.org/POM/4.0.0}"
    versions = {
        found.findtext(f"{maven}artifactId"): found.findtext(f"{maven}version")
        for found in ET.parse(POM).iter(f"{maven}dependency")
    }
    assert compose["services"]["kafka"]["image"] == f"apache/kafka:{versions['kafka_2.13']}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_its_api_its_worker_and_a_way_in(compose: dict[str, Any], service: str) -> None:
    assert compose["services"][service]["command"] == ["serve", service]
    assert compose["services"][f"{service}-worker"]["command"] == ["work", service]
    assert f"proxy_pass http://{service};" in GATEWAY.read_text()


def test_no_process_starts_before_the_tables_are_there(compose: dict[str, Any]) -> None:
    waiting = [name for name, service in compose["services"].items() if service["image"] == "alongside"]
    assert {name.removesuffix("-worker") for name in waiting} == {*SERVICES, "migrate"}
    for name in set(waiting) - {"migrate"}:
        condition = compose["services"][name]["depends_on"]["migrate"]["condition"]
        assert condition == "service_completed_successfully", name


def test_whatever_publishes_or_makes_topics_waits_for_the_bus(compose: dict[str, Any]) -> None:
    makes = {"migrate"} | {f"{service}-worker" for service in SERVICES}
    waits = {name: compose["services"][name]["depends_on"].get("kafka") for name in makes}
    assert waits == {name: {"condition": "service_healthy"} for name in makes}


def test_the_gateway_knows_each_service_once_and_leads_to_no_other() -> None:
    text = GATEWAY.read_text()
    assert sorted(re.findall(r"^ *upstream (\S+) ", text, re.MULTILINE)) == sorted(SERVICES)
    assert set(re.findall(r"proxy_pass http://([^;]+);", text)) == set(SERVICES)


def test_what_the_gateway_says_no_to_is_a_problem_document() -> None:
    answers = re.findall(r"return (\d+) '([^']*)';", GATEWAY.read_text())
    assert {int(status) for status, _ in answers} == {404, 413, 503}
    for status, body in answers:
        told = json.loads(body)
        assert told.keys() == {"type", "title", "status"}
        assert told["status"] == int(status)
        assert told["type"].startswith("urn:alongside:problem:")


def test_every_server_tells_whether_it_is_well(compose: dict[str, Any]) -> None:
    servers = {*SERVICES, "gateway", "postgres", "kafka", "keycloak"}
    assert {name for name in servers if "healthcheck" not in compose["services"][name]} == set()


def test_every_port_is_open_to_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_every_mounted_file_exists(compose: dict[str, Any]) -> None:
    volumes = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]
    mounted = [ROOT / volume.split(":")[0] for volume in volumes if volume.startswith("./")]
    assert mounted
    assert [path for path in mounted if not path.is_file()] == []


def test_every_setting_is_one_that_the_program_knows(compose: dict[str, Any]) -> None:
    known = {f"ALONGSIDE_{field.upper()}" for field in Settings.model_fields}
    used = {name for service in compose["services"] for name in settings(compose, service)}
    assert used
    assert used <= known


def test_the_program_accepts_these_settings(compose: dict[str, Any]) -> None:
    told = settings(compose, "agreements")
    given = {name.removeprefix("ALONGSIDE_").lower(): value for name, value in told.items()}
    assert Settings.model_validate(given).profile == "standard"


def test_the_demo_has_exactly_its_people_under_their_fixed_ids(realm: dict[str, Any]) -> None:
    ids = {user["username"]: user["id"] for user in realm["users"]}
    fixed = {name: str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{name}.demo.alongside.invalid")) for name in PEOPLE}
    assert ids == fixed


def test_the_realm_says_that_it_is_for_the_demo_only(realm: dict[str, Any]) -> None:
    assert "Never use it for real people" in realm["displayName"]


def test_tokens_of_the_realm_are_those_that_the_services_take(
    compose: dict[str, Any], realm: dict[str, Any]
) -> None:
    told = settings(compose, "agreements")
    keycloak = compose["services"]["keycloak"]["environment"]["KC_HOSTNAME"]
    mappers = [mapper for client in realm["clients"] for mapper in client["protocolMappers"]]
    assert told["ALONGSIDE_ISSUER"] == f"{keycloak}/realms/{realm['realm']}"
    assert told["ALONGSIDE_AUDIENCE"] in [
        mapper["config"].get("included.custom.audience") for mapper in mappers
    ]


def test_the_gateway_sends_every_address_to_the_service_that_answers_it() -> None:
    conf = GATEWAY.read_text("utf-8")
    ways = re.findall(r"location ~ (\S+) \{ proxy_pass http://(\w+); \}", conf)
    wrong = []
    for service in manifest.SERVICES.values():
        for told in service.routes.told:
            address = re.sub(r"\{\w+\}", "one", told.path)
            first = next((name for pattern, name in ways if re.search(pattern, address)), None)
            if first != service.name:
                wrong.append((told.path, first))
    assert wrong == []
