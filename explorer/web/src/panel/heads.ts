/** The head of the panel: kind, title, states and a few facts as pills. */
import type { DataNode, ToolExecution } from "../api/types";
import { countsOf, isData, markOf, typeOf, type Card } from "../graph/cards";
import { worstFirst } from "../graph/states";
import { bytes, day } from "../words";

export interface Head {
  icon: string;
  over: string;
  title: string;
  times: number | null;
  states: { state: string; count: number | null }[];
  facts: string[];
}

const pills = (counts: Record<string, number>, many: boolean): Head["states"] =>
  worstFirst(counts).map((state) => ({ state, count: many ? (counts[state] ?? null) : null }));

export function executionHead(execution: ToolExecution): Head {
  const { total, states } = execution.jobs;
  const many = execution.implicit_collection_jobs !== null || total > 1;
  return {
    icon: "execution",
    over: many ? "Execution · map-over" : "Execution",
    title: execution.tool.name ?? execution.tool.id ?? "Unknown tool",
    times: many ? total : null,
    states: pills(states, many),
    facts: [execution.tool.version ?? "", day(execution.create_time)].filter(Boolean),
  };
}

export function dataHead(item: DataNode): Head {
  const collection = item.src === "hdca";
  const mark = markOf(item);
  return {
    icon: collection ? "collection" : "dataset",
    over: [collection ? "Collection" : "Dataset", item.hid ?? ""].filter((part) => part !== "").join(" · "),
    title: item.name ?? "unnamed",
    times: collection ? (item.count ?? null) : null,
    states: [...pills(countsOf(item), collection && Boolean(item.count)), ...(mark ? [{ state: mark, count: null }] : [])],
    facts: factsOf(item),
  };
}

function factsOf(item: DataNode): string[] {
  const size = item.file_size;
  return [typeOf(item), size === null || size === undefined ? "" : bytes(size)].filter(Boolean);
}

/** What the card says already, until the answer is there. */
export function waitingHead(card: Card | null): Head {
  if (!card) return { icon: "dataset", over: "", title: "", times: null, states: [], facts: [] };
  const over = isData(card.node) ? dataHead(card.node).over : "Execution";
  return { icon: card.kind, over, title: card.name, times: card.count, states: pills(card.counts, card.count !== null), facts: [] };
}
