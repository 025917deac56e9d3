"""Supervision agreements that a worker and a supervisor negotiate, sign and review (A1–A6), and partnerships of organisations (A7).

Apart from them, in a log that tells nobody else they are there: difficulties with supervision (C7) and advice of a
disconnect (D3, A7).
"""
