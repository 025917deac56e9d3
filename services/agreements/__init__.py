"""Supervision agreements: what a worker and a supervisor negotiate, sign, review and renegotiate (A1–A6)."""
