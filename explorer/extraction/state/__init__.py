"""The parameters of a run as those of a workflow step, and back. Pure: it knows tools, and no graph."""

from explorer.extraction.state.batches import merge_batches, split_batches
from explorer.extraction.state.capture import MappedCollectionInput, from_workflow_execution_state
from explorer.extraction.state.complete import complete
from explorer.extraction.state.convert import CONNECTED, to_workflow_step_state
from explorer.extraction.state.encode import encode_tool_state
from explorer.extraction.state.legacy import legacy_step_state
from explorer.extraction.state.models import ParameterModels, models_of
from explorer.extraction.state.references import COLLECTION_REQUEST, Reference, references

__all__ = [
    "COLLECTION_REQUEST",
    "CONNECTED",
    "MappedCollectionInput",
    "ParameterModels",
    "Reference",
    "complete",
    "encode_tool_state",
    "from_workflow_execution_state",
    "legacy_step_state",
    "merge_batches",
    "models_of",
    "references",
    "split_batches",
    "to_workflow_step_state",
]
