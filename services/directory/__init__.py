"""People, agencies, placements, roles, and who reports to whom (D1–D9). The only service that knows names."""
