/** Words that find something: taken from what the reader's last changed history holds. */
import { fetchView } from "../api/client";
import type { DataNode, ExecutionNode, HistorySummary, ViewNode } from "../api/types";
import { isData, isStub } from "../graph/cards";

/** Items that are looked at, and words of a name. */
const ITEMS = "30";
const WORDS = 2;

const wordsOf = (name: string): string[] => name.toLowerCase().match(/\p{L}[\p{L}\p{N}]*(-[\p{L}\p{N}]+)*/gu) ?? [];
const newest = <T extends { create_time?: string | null }>(nodes: T[]): T[] => nodes.sort((a, b) => (b.create_time ?? "").localeCompare(a.create_time ?? ""));

/** A tool by its id; one of a tool shed, whose id is an address, by its name. */
const toolOf = ({ tool_id, tool_name }: ExecutionNode): string | null => (tool_id?.includes("/") ? tool_name : tool_id);

/** The beginning of a result's name, a tool, and a type with a word: each finds something, for it stands there. */
export function examplesOf(nodes: ViewNode[]): string[] {
  const seen = nodes.filter((node) => !isStub(node)) as (DataNode | ExecutionNode)[];
  const results = newest(seen.filter(isData).filter((item) => !item.upload && item.state === "ok" && wordsOf(item.name ?? "").length > 0));
  const tool = newest(seen.filter((node): node is ExecutionNode => !isData(node) && !node.upload)).map(toolOf).find(Boolean);
  const [first, ...others] = results;
  const typed = others.find((item) => item.extension && item.extension !== first?.extension);
  return [first && wordsOf(first.name!).slice(0, WORDS).join(" "), tool, typed && `${typed.extension} ${wordsOf(typed.name!)[0]}`].flatMap((words) => words || []);
}

export async function fetchExamples(histories: HistorySummary[], signal: AbortSignal): Promise<string[]> {
  const history = histories.find((one) => one.counts.executions) ?? histories[0];
  if (!history) return [];
  const view = await fetchView(new URLSearchParams({ history: history.id, limit: ITEMS }).toString(), signal);
  return examplesOf(view.nodes);
}
