/** The way of one element: which element it came from, step by step, by what each job read and wrote. Pure. */
import { seenOf, type LineageAnswer } from "../api/lineage";
import { keyOf, titleOf } from "../graph/cards";
import type { ListRow } from "./ItemList.vue";
import { UPLOADS } from "./sentence";

/** How something came to be, by the type of the edge into it. */
const HOW: Record<string, string> = { COPIED_TO: "copied", CONVERTED_TO: "converted" };

/** A row for each dataset, the first step first and the element itself last. */
export function stepsOf(answer: LineageAnswer): ListRow[] {
  const nodes = seenOf(answer);
  const byKey = new Map(nodes.map((node) => [keyOf(node), node]));
  const into = new Map(answer.edges.filter((edge) => edge.type !== "READ_BY").map((edge) => [keyOf(edge.target), edge]));

  function noteOf(key: string): string {
    const edge = into.get(key);
    const maker = edge && byKey.get(keyOf(edge.source));
    if (edge && HOW[edge.type]) return HOW[edge.type]!;
    if (!maker) return "";
    return UPLOADS.has(maker.tool_id ?? "") ? "uploaded" : [maker.tool_name ?? maker.tool_id, `job ${maker.id}`].filter(Boolean).join(" · ");
  }
  return nodes
    .filter((node) => node.src === "hda")
    .sort((a, b) => (b.hops ?? 0) - (a.hops ?? 0) || (a.hid ?? 0) - (b.hid ?? 0))
    .map((node) => ({ key: keyOf(node), ref: node, icon: "dataset", title: titleOf(node), note: noteOf(keyOf(node)), state: node.state ?? undefined }));
}
