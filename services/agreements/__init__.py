"""Supervision agreements: what a worker and a supervisor negotiate, sign, review and renegotiate (A1–A6).

Apart from them, in a log that tells nobody else they are there: difficulties with supervision (C7) and advice of a
disconnect (D3, A7).
"""
