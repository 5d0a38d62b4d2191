"""What can be wrong with an extraction.

BadRequest
└── NotExtractable      this run cannot be written as a step of a workflow
"""

from __future__ import annotations

from explorer.errors import BadRequest


class NotExtractable(BadRequest):
    """This run cannot be written as a step of a workflow."""
