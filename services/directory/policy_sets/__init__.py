"""Policy sets as they are published, to begin with: figures with their sources, read once from the files beside (A6)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from services.directory.domain.policy_set import check
from services.directory.events import PolicyRules


class Template(BaseModel):
    """A published set of rules, and what is to be known before it is used."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str = Field(description="By which it is published here.", examples=["weekly-hour"])
    note: str | None = Field(None, description="What the source leaves open, or how it was counted here.")
    rules: PolicyRules


def _read() -> dict[str, Template]:
    made = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        template = Template.model_validate({"code": path.stem} | told)
        check(template.rules)
        made[template.code] = template
    return made


TEMPLATES: Final = _read()
"""By their codes."""
