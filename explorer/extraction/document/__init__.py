"""A workflow written in a format that Galaxy imports. It imports the values of extraction and `state` only."""

from explorer.extraction.document.writing import document, text_of

__all__ = ["document", "text_of"]
