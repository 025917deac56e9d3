"""Partnerships between a peer-run organisation and a host agency (A7)."""

from services.agreements.domain.partnerships.partnership import Partnership
from services.agreements.domain.partnerships.periods import Period, covering, stood, supervising

__all__ = ["Partnership", "Period", "covering", "stood", "supervising"]
