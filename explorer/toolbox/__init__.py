"""Which tool an execution ran: asked of Galaxy's toolbox, or rebuilt from the source that was kept."""

from explorer.toolbox.executions import STRATEGIES, tool_for_execution
from explorer.toolbox.names import named_nodes, with_makers_named, with_tool_name, with_tool_names
from explorer.toolbox.tool import FoundTool, Strategy, Toolbox

__all__ = [
    "STRATEGIES",
    "FoundTool",
    "Strategy",
    "Toolbox",
    "named_nodes",
    "tool_for_execution",
    "with_makers_named",
    "with_tool_name",
    "with_tool_names",
]
