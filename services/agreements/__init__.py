"""Supervision agreements that a worker and a supervisor negotiate, sign and review (A1–A6), and partnerships of organisations (A7)."""
