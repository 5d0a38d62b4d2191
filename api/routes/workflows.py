"""Workflows extracted from what was run."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from api.dependencies import Asked
from api.errors import AuthenticationRequired
from api.extraction import answer_of, payload_of
from api.routes.answers import errors
from api.schemas.workflows import Extraction, ExtractionRequest

router = APIRouter(prefix="/api", tags=["workflows"])


@router.post("/workflows/extract", responses=errors(400, 403, 404, 503), summary="Extract a workflow")
def extract(asked: Asked, payload: Annotated[ExtractionRequest, Body()]) -> Extraction:
    """Make a workflow of what was run: of all that led to some results, of some executions, or of Galaxy's payload.

    The workflow is not stored anywhere: it is answered, with a report of everything that it keeps, changes, loses or
    guesses. Galaxy's own payload (its lists of ids) is validated as Galaxy does, and needs a user, as there; results
    and executions may be asked for by whoever may read them.
    """
    if payload.is_by_ids and asked.caller.user_id is None and not asked.caller.is_admin:
        raise AuthenticationRequired
    selection = asked.explorer.select_by_ids(payload_of(payload, asked.ref))
    extracted = asked.explorer.extract(selection)
    return Extraction.model_validate(answer_of(extracted, payload.format, asked.encoder))
