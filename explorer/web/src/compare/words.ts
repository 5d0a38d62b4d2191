/** A comparison in words, and its rows as the panel shows them. */
import type { ComparedStep, ComparedThing, Comparison, ComparedRun, Setting, SettingValue, Side } from "../api/compare";
import { keyOf, titleOf } from "../graph/cards";
import { between, bytes, dayAndTime, duration, plural } from "../words";

export const LETTERS = { left: "A", right: "B" } as const;
/** What is said beside the letter, and where there is none. */
export const sideWord = (side: Side): string => (side === "both" ? "in both" : `only in ${LETTERS[side]}`);
/** "2 differ"; nothing where none does. */
export const differWord = (count: number): string => (count ? `${count} ${count === 1 ? "differs" : "differ"}` : "");
/** Longer values stand below each other, so that what differs can be seen. */
const SHORT = 18;

export function thingTitle(thing: ComparedThing): string {
  if (thing.workflow !== undefined) return thing.workflow?.name ?? "Workflow run";
  return thing.name ? titleOf(thing) : (thing.tool_name ?? thing.tool_id ?? "unnamed");
}

/** What two of them are called. */
export function comparedWord({ left }: Comparison): string {
  if (left.workflow !== undefined) return "workflow runs";
  return ["hda", "hdca"].includes(left.src) ? "results" : "executions";
}

/** How large each dataset of the picture is, by key: "148 B"; of the others nothing is known. */
export function sizesOf(found: Comparison): Map<string, string> {
  return new Map(found.graph.nodes.flatMap((node): [string, string][] => ("file_size" in node && typeof node.file_size === "number" ? [[keyOf(node), bytes(node.file_size)]] : [])));
}

/** "148 B · 16 Mar, 13:59": size and time of one of the two. */
export function thingNote(thing: ComparedThing, sizes: Map<string, string>): string {
  return [sizes.get(keyOf(thing)), dayAndTime(thing.create_time)].filter(Boolean).join(" · ");
}

const known = (step: ComparedStep): ComparedRun => (step.left ?? step.right)!;
export const stepName = (step: ComparedStep): string => known(step).tool_name ?? known(step).tool_id ?? "Unknown tool";

/** The version beside the name, when both have the same. */
export function stepVersion(step: ComparedStep): string {
  const versions = [step.left, step.right].flatMap((run) => (run ? [run.tool_version ?? ""] : []));
  return new Set(versions).size === 1 ? versions[0]! : "";
}

export const valueText = (value: SettingValue | null): string => (value ? (value.text ?? "not set") : "not asked");

/** "default", or what it would have been; nothing where that is not known. */
export function defaultNote(value: SettingValue | null): string {
  if (!value || value.is_default === null) return "";
  return value.is_default ? "default" : `default: ${value.default ?? "not set"}`;
}

export const isLong = (setting: Setting): boolean => [setting.left, setting.right].some((value) => valueText(value).length > SHORT);
export const differing = (step: ComparedStep): Setting[] => step.settings.filter((setting) => setting.differs);
/** The same on both sides; a version that is the same stands in the head. */
export const same = (step: ComparedStep): Setting[] => step.settings.filter((setting) => !setting.differs && setting.kind !== "version");

/** "Least base quality 20, Ploidy Haploid" */
export const sameWords = (settings: Setting[]): string => settings.map((one) => `${one.label} ${valueText(one.left)}`).join(", ");

/** What two texts share at their beginning and end, and what is between. */
export function middle(text: string, other: string): [string, string, string] {
  let start = 0;
  while (start < Math.min(text.length, other.length) && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(text.length, other.length) - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)];
}

export const title = (found: Comparison): string => (found.differing ? `${plural(found.differing, "setting differs", "settings differ")}` : "No setting differs");

/** "Same 3 inputs, same 3 tools in the same order. One version and three parameters differ." */
export function summary(found: Comparison): string {
  return [`${inputWords(found)}, ${stepWords(found)}.`, kindWords(found), aloneWords(found)].filter(Boolean).join(" ");
}

function inputWords({ sources }: Comparison): string {
  const others = sources.filter((source) => source.left?.id !== source.right?.id).length;
  if (!sources.length) return "No input is known";
  return others ? `${others} of ${plural(sources.length, "input")} ${others === 1 ? "differs" : "differ"}` : `Same ${plural(sources.length, "input")}`;
}

function stepWords({ steps, shared }: Comparison): string {
  const pairs = steps.filter((step) => step.left && step.right).length;
  if (!steps.length) return `all ${plural(shared, "step")} are the same ones`;
  return pairs === steps.length ? `same ${plural(pairs, "step")} in the same order` : `${pairs} of ${plural(steps.length, "step")} on both sides`;
}

function kindWords({ steps }: Comparison): string {
  const kinds = steps.flatMap(differing).map((setting) => setting.kind);
  const count = (kind: Setting["kind"]): number => kinds.filter((one) => one === kind).length;
  const parts = (["tool", "version", "parameter"] as const).filter(count).map((kind) => plural(count(kind), kind));
  if (!parts.length) return "";
  const said = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0]!;
  return `${said} ${kinds.length === 1 ? "differs" : "differ"}.`;
}

function aloneWords({ steps }: Comparison): string {
  const alone = (side: "left" | "right"): number => steps.filter((step) => !step[side === "left" ? "right" : "left"]).length;
  return (["left", "right"] as const).filter(alone).map((side) => `${plural(alone(side), "step")} only in ${LETTERS[side]}.`).join(" ");
}

export function took(run: ComparedRun | null): string {
  const seconds = run ? between(run.create_time, run.end_time) : null;
  return seconds === null ? "" : duration(seconds);
}

/** The table for a spreadsheet: one line for each setting, those that differ first said so. */
export function csv(found: Comparison): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = found.steps.flatMap((step) => step.settings.map((one) => [stepName(step), [...one.groups, one.label].join(" / "), valueText(one.left), valueText(one.right), one.differs ? "yes" : "no"]));
  return [["Step", "Setting", "A", "B", "Differs"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
