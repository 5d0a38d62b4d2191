/** The report in lines: what is lost first, what is kept last; equal messages are one line that names its steps. */
import type { Outcome, Report, ReportItem } from "../api/extract";
import { plural } from "../words";

export interface Line {
  outcome: Outcome;
  tone: "error" | "warning" | "ok";
  icon: string;
  title: string;
  note: string;
}

interface Look {
  tone: Line["tone"];
  icon: string;
  word: string;
}
/** By outcome, in the order of the report. */
const LOOKS: Record<Outcome, Look> = {
  lost: { tone: "error", icon: "discarded", word: "Lost" },
  unconnected: { tone: "error", icon: "discarded", word: "Not connected" },
  guessed: { tone: "warning", icon: "warning", word: "Guessed" },
  changed: { tone: "warning", icon: "warning", word: "Changed" },
  kept: { tone: "ok", icon: "ok", word: "Kept" },
};
const ORDER = Object.keys(LOOKS) as Outcome[];
/** So many steps are named, the others are counted. */
const NAMED = 3;

export function linesOf(report: Report): Line[] {
  const groups = new Map<string, ReportItem[]>();
  for (const item of report.items) {
    const key = `${item.outcome} ${item.message}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const lines = [...groups.values()].map(lineOf);
  return lines.sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}

function lineOf(items: ReportItem[]): Line {
  const { outcome, message } = items[0]!;
  const { tone, icon, word } = LOOKS[outcome];
  const steps = [...new Set(items.flatMap((item) => item.step ?? []))];
  const named = [steps.slice(0, NAMED).join(", "), steps.length > NAMED ? `and ${steps.length - NAMED} more` : ""].filter(Boolean).join(" ");
  const note = named || (items.length > 1 ? plural(items.length, "time") : "");
  return { outcome, tone, icon, title: `${word}: ${message}`, note };
}

/** "Nothing is lost." or "2 things are lost, 1 is guessed." */
export function verdict(report: Report): string {
  const count = (...outcomes: Outcome[]): number => report.items.filter((item) => outcomes.includes(item.outcome)).length;
  const [lost, unsure] = [count("lost", "unconnected"), count("guessed", "changed")];
  const parts = [lost ? `${plural(lost, "thing is", "things are")} lost or not connected` : "Nothing is lost", ...(unsure ? [`${plural(unsure, "thing is", "things are")} changed or guessed`] : [])];
  return `${parts.join(", ")}.`;
}
