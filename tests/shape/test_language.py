"""Person-first words in every text people read (D1, D2); no machine's path or registry's address anywhere."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.each import of_each

ROOT = Path(__file__).parents[2]

AVOIDED = re.compile(
    r"\b(?:clients?|patients?|cases?|compliance checks?|the peers)\b"
    # "Peer" may describe, as in "a peer supervisor" or "a peer-run centre"; alone it reduces a person to it.
    r"|\b(?:a|an?other|every|each|the|one) peer\b(?!-)"
    r"(?! (?:support|supervis|mentor|coach|work|role|practice|position|value|background|specialist))"
    r"(?! (?:organisation|centre|group))",
    re.IGNORECASE,
)
ALLOWED = re.compile(
    r"\b(?:HTTP|API|REST|OAuth|OpenID|OIDC|Kafka|SCIM|FHIR|test)[ -]clients?\b"
    r"|\bclient (?:credentials|ids?|secrets?|library|libraries|certificates?)\b"
    r"|\b(?:in|in any|in each|in either|in no|in that|in this|in which) case\b"
    r"|\b(?:lower|upper|mixed|snake|use|edge|test|worst)[ -]cases?\b"
    r"|\bcase[ -](?:sensitive|insensitive|when)\b",
    re.IGNORECASE,
)
"""The technical uses that the texts need, and no more; a new one is written here first."""
MENTIONED = re.compile(r"[\"“]\w[\w ]{0,28}\w[\"”]")
"""A word or two in quotation marks are spoken about, not used; an apostrophe is no such mark."""
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
SQL = re.compile(r"\s*(?:select|insert|update|delete|create|alter|drop|with|pragma|grant)\b", re.IGNORECASE)

# Put together from pieces, because this file is one of those that are looked through.
PLACES = re.compile(r"(?<![\w.])/(?:" + "|".join(("wo" + "rk/", "ro" + "ot/", "ho" + r"me/\w")) + ")")
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("repo", "maven"),
        ("repo1", "maven"),
        ("static", "crates"),
        ("proxy", "golang"),
        ("deb", "debian"),
    )
)
NOT_OURS = (".venv/", ".cache/")
"""What a checkout gathers while it is worked in; normally ignored."""


def impersonal(text: str) -> list[str]:
    """What makes a thing of a person in this text, each with some words around it."""
    kept = ALLOWED.sub("", MENTIONED.sub("", text))
    return [kept[max(0, found.start() - 30) : found.end() + 30] for found in AVOIDED.finditer(kept)]


def strings(source: str) -> Iterator[str]:
    """The texts in Python code: literals of more than a word, docstrings too. SQL is for nobody's eyes."""
    for node in ast.walk(ast.parse(source)):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if re.search(r"\s", text) and not SQL.match(text):
            yield text


def values(table: object) -> Iterator[str]:
    """The texts in data: what is in quotation marks there is used, not spoken about."""
    match table:
        case str():
            yield table
        case dict():
            for inner in table.values():
                yield from values(inner)
        case list():
            for inner in table:
                yield from values(inner)


def readable(path: Path) -> str:
    """What a person may come to read of this file."""
    text = path.read_text("utf-8")
    match path.suffix:
        case ".py":
            return "\n".join(strings(text))
        case ".toml":
            return "\n".join(values(tomllib.loads(text)))
        case _:
            return CODE.sub("", text)


def pages() -> list[Path]:
    """Pages, templates, data, and the code whose docstrings and descriptions become the API's documentation."""
    endings = ("py", "toml", "html", "txt", "j2")
    services = (path for ending in endings for path in (ROOT / "services").rglob(f"*.{ending}"))
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *services])


def tracked() -> list[str]:
    """All files of the project by name: in the index, or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [name for name in listed if name and not name.startswith(NOT_OURS) and (ROOT / name).is_file()]


def revealing(text: str) -> list[str]:
    """Paths of somebody's machine and addresses of registries, which mean nothing to the next reader."""
    return [found[0] for found in PLACES.finditer(text)] + [
        name for name in REGISTRIES if name in text.lower()
    ]


@of_each(path.relative_to(ROOT).as_posix() for path in pages())
def test_a_text_puts_the_person_first_D1(path: str) -> None:
    assert impersonal(readable(ROOT / path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The client agrees to it.",
        "Each worker has five clients.",
        "Notes about a patient",
        "A case is closed by the supervisor.",
        "Supervision is a compliance check.",
        "The peers meet on Tuesdays.",
        "Ask a peer to come along.",
        "The peer signs first; then the supervisor.",
        "In case the client does not come",
        "The worker's case isn't closed.",
    ],
)
def test_a_word_that_makes_a_thing_of_a_person_is_found_D1(text: str) -> None:
    assert impersonal(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "A peer support worker and a peer supervisor from a peer-run centre",
        "An OAuth client names its client id; a Kafka client polls.",
        "In this case the names are case-insensitive and in lower case.",
        'We do not write "client", nor “patient”.',
    ],
)
def test_technical_words_and_mentions_are_left_alone_D1(text: str) -> None:
    assert impersonal(text) == []


def test_docstrings_and_descriptions_are_read_and_names_in_the_code_are_not_D1(tmp_path: Path) -> None:
    module = tmp_path / "api.py"
    module.write_text(
        '"""About each patient."""\n'
        'client = Field(alias="client", description=f"The {kind} case")\n'
        'rows = db.execute("SELECT client FROM request")\n'
    )

    assert [word for word in ("patient", "case", "client") if impersonal_word(word, module)] == [
        "patient",
        "case",
    ]


def test_texts_in_data_are_read_as_they_are_used_D1(tmp_path: Path) -> None:
    data = tmp_path / "blocks.toml"
    data.write_text('[K3-01]\ntext = "Each patient"\nnotes = ["One case", { on = "A client" }]\n')

    assert [len(impersonal(text)) for text in readable(data).split("\n")] == [1, 1, 1]


def impersonal_word(word: str, path: Path) -> bool:
    return any(word in found for found in impersonal(readable(path)))


@pytest.mark.parametrize("name", ["docs/domain.md", "tests/shape/test_language.py"])
def test_the_files_looked_through_are_those_of_the_project(name: str) -> None:
    assert name in tracked()


def test_no_file_names_a_machines_path_or_a_registrys_address() -> None:
    found = {}
    for name in tracked():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:  # a picture or an archive
            continue
        if names := revealing(text):
            found[name] = names

    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "cd /wo" + "rk/somewhere",
        "COPY . /ro" + "ot/app",
        '"/ho' + 'me/somebody/.ssh"',
        "--index-url https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/x.whl",
        "https://repo1.ma" + "ven.org/maven2",
    ],
)
def test_a_planted_path_or_address_is_found(text: str) -> None:
    assert revealing(text) != []
