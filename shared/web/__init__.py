"""HTTP once, for all services: problem documents, strict bodies, ETags, idempotency, positions, paging."""
