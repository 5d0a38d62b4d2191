/** What went wrong lately: the newest failed executions of the reader's last changed histories. */
import { fetchExecution, fetchView } from "../api/client";
import type { ExecutionNode, HistorySummary, Ref, StateCounts, ToolExecution, ViewNode } from "../api/types";
import { isData, isStub, keyOf, toolName } from "../graph/cards";
import { toneOf, worstFirst } from "../graph/states";
import type { Route } from "../url";
import { dayAndTime } from "../words";

export interface Failure {
  key: string;
  title: string;
  note: string;
  to: Route;
}
interface Failed {
  node: ExecutionNode;
  history: HistorySummary;
}

/** Histories that are looked through, items of each, and failures that are told. */
const HISTORIES = 3;
const ITEMS = "200";
const MOST = 3;

const failedStates = (counts: StateCounts): string[] => worstFirst(counts).filter((state) => toneOf(state) === "error");
const isFailed = (node: ViewNode): node is ExecutionNode => !isStub(node) && node.src !== "workflow_invocation" && !isData(node) && failedStates(node.states ?? {}).length > 0;

async function failedIn(history: HistorySummary, signal: AbortSignal): Promise<Failed[]> {
  const states = failedStates(history.states).map((state): [string, string] => ["state", state]);
  const view = await fetchView(new URLSearchParams([["history", history.id], ["limit", ITEMS], ...states]).toString(), signal);
  return view.nodes.filter(isFailed).map((node) => ({ node, history }));
}

/** The first line of what the job that failed said. */
const saidBy = (execution: ToolExecution): string => execution.jobs.items.find((job) => job.message)?.message?.split("\n")[0] ?? "";

function told({ node, history }: Failed, execution: ToolExecution): Failure {
  const said = saidBy(execution);
  return {
    key: keyOf(node),
    title: toolName(node) + (said ? `: ${said}` : ""),
    note: [history.name ?? "unnamed", dayAndTime(node.create_time)].filter(Boolean).join(" · "),
    to: { page: "history", id: history.id, selected: keyOf(node) },
  };
}

export async function fetchFailures(histories: HistorySummary[], signal: AbortSignal): Promise<Failure[]> {
  const wrong = histories.filter((history) => failedStates(history.states).length).slice(0, HISTORIES);
  const found = (await Promise.all(wrong.map((history) => failedIn(history, signal)))).flat();
  const newest = found.sort((a, b) => (b.node.create_time ?? "").localeCompare(a.node.create_time ?? "")).slice(0, MOST);
  return Promise.all(newest.map(async (one) => told(one, await fetchExecution(one.node as Ref, signal))));
}
