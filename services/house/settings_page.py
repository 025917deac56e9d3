"""The page of settings: every environment variable, its default and what it is for."""

from __future__ import annotations

from shared.settings import Settings

HEAD = """# Settings

Generated from `shared/settings.py` by `make docs`. Environment variables; `alongside up` takes `--data` and `--port` as
options too. A combination that would leave a door open refuses to start, in a sentence.

| variable | default | what it is for |
| --- | --- | --- |
"""


def page() -> str:
    rows = [
        f"| `ALONGSIDE_{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


def _default(value: object) -> str:
    return f"`{value}`" if value not in ("", None) else ""
