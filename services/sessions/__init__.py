"""Supervision as it is held (S1–S14): sessions, groups, co-reflection, evaluations, the diary; and the limits of confidentiality (C1–C8).

Three logs: the ordinary one; a restricted one that tells nobody else of concerns and external reports; the diary's, which is
published nowhere.
"""
