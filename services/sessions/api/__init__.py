"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

router = APIRouter()
