"""Holds every answer that a test gets against the API's document: its status, and the headers that carry the protocol."""

from __future__ import annotations

import json
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx2

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "openapi.json"
"""As it is served; another test says so when it is not."""
CARRIED: Final = ("Location", "ETag", "Position", "Link", "Retry-After", "WWW-Authenticate", "Told", "Left")
NONE_OF_ITS_OWN: Final = (HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.IM_A_TEAPOT)
"""A mistake of the house, which its test has in hand already; and what a test answers itself, in the house's place."""
Answers = dict[str, dict[str, bool]]
"""By status, the headers that may be there, and whether each has to be."""


def check(answer: httpx2.Response) -> None:
    told = _told(answer.request.method, answer.request.url.path)
    if told is None or answer.status_code in NONE_OF_ITS_OWN:
        return
    name = f"{answer.request.method} {answer.request.url.path} {answer.status_code}"
    assert str(answer.status_code) in told, f"{name} is not described: {answer.read()!r}"
    headers = told[str(answer.status_code)]
    carried = {one for one in CARRIED if one in answer.headers}
    assert carried <= headers.keys(), f"{name} carries what is not described: {carried - headers.keys()}"
    missing = {one for one, always in headers.items() if always} - carried
    assert not missing, f"{name} does not carry what is described: {missing}"


def _told(method: str, path: str) -> Answers | None:
    for places, told in _routes().get((method, path.count("/"), path[1:].partition("/")[0]), ()):
        if places.fullmatch(path):
            return told if places.pattern == path or path not in _document()["paths"] else None
    return None


@cache
def _document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return told


@cache
def _routes() -> dict[tuple[str, int, str], list[tuple[re.Pattern[str], Answers]]]:
    """By what is quickly told of an address; those without a place in them come first, as in the house."""
    document = _document()
    made: dict[tuple[str, int, str], list[tuple[re.Pattern[str], Answers]]] = {}
    for path, methods in sorted(document["paths"].items(), key=lambda one: one[0].count("{")):
        places = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        for method, operation in methods.items():
            told = {code: _headers(answer, document) for code, answer in operation["responses"].items()}
            key = (method.upper(), path.count("/"), path[1:].partition("/")[0])
            made.setdefault(key, []).append((places, told))
    return made


def _headers(answer: dict[str, Any], document: dict[str, Any]) -> dict[str, bool]:
    shared = document["components"]["headers"]
    return {
        name: shared[name]["required"] if "$ref" in told else False
        for name, told in answer.get("headers", {}).items()
    }
