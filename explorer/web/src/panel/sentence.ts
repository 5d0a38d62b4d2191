/** The first sentence of the panel: what ran over what, and how it ended. Words between links. */
import type { DataNode, Named, Ref, ToolExecution } from "../api/types";
import { titleOf } from "../graph/cards";
import { worst, worstFirst, wordOf } from "../graph/states";

export type Part = string | { item: Ref & { history?: Named | null }; text: string };

/** Ids of the tools with which Galaxy takes data in. */
export const UPLOADS = new Set(["__DATA_FETCH__", "upload1"]);
/** More inputs than this are counted, not named. */
const NAMED = 3;

export const isUpload = (execution: ToolExecution): boolean => UPLOADS.has(execution.tool.id ?? "");

/** Each item once, in the order of the inputs. */
function items(execution: ToolExecution, mapped: boolean): DataNode[] {
  const found = new Map<string, DataNode>();
  for (const input of execution.inputs) if (Boolean(input.mapped) === mapped) found.set(`${input.item.src}:${input.item.id}`, input.item);
  return [...found.values()];
}

export function named(list: DataNode[]): Part[] {
  if (list.length > NAMED) return [`${list.length} items`];
  return list.flatMap((item, i) => [...(i ? [i === list.length - 1 ? " and " : ", "] : []), { item, text: titleOf(item) }]);
}

export const elementWord = (item: DataNode): string => (item.collection_type?.endsWith("paired") ? "pair" : "element");

function beginning(execution: ToolExecution, over: DataNode[], others: DataNode[]): Part[] {
  const jobs = execution.jobs.total;
  if (isUpload(execution)) return [`Uploaded ${execution.outputs.length} ${execution.outputs.length === 1 ? "item" : "items"}`];
  const ran = jobs === 1 ? "Ran 1 job" : jobs ? `Ran ${jobs} jobs` : "Ran no job";
  const first = over[0];
  if (first) {
    const each = first.count === jobs && over.length === 1 ? `, one for each ${elementWord(first)}` : "";
    return [`${ran} over `, ...named(over), each, ...(others.length ? [", with ", ...named(others)] : [])];
  }
  return others.length ? [`${ran} on `, ...named(others)] : [ran, " without inputs"];
}

export function ending(execution: ToolExecution): string {
  const { total, states } = execution.jobs;
  const state = worst(states);
  if (!total) return "";
  if (state === "ok") return total === 1 ? " It finished ok." : " All finished ok.";
  if (total === 1) return state === "error" ? " It failed." : ` It is ${wordOf(state)}.`;
  const said = worstFirst(states).map((name) => `${states[name]} ${name === "error" ? "failed" : wordOf(name)}`);
  return ` ${said.join(", ")}.`;
}

export function sentenceOf(execution: ToolExecution): Part[] {
  const over = items(execution, true);
  return [...beginning(execution, over, items(execution, false)), ".", ending(execution)];
}

/** "Made by Align reads 3.2.1 from 45: Trimmed read pairs and 1: S. cerevisiae genome." */
export function makingOf(execution: ToolExecution): Part[] {
  const { tool } = execution;
  const inputs = [...items(execution, true), ...items(execution, false)];
  const by: Part = { item: execution, text: [tool.name ?? tool.id ?? "an unknown tool", tool.version ?? ""].join(" ").trim() };
  return ["Made by ", by, ...(inputs.length ? [" from ", ...named(inputs)] : []), "."];
}
