/** Where a result begins: the uploads, and what was made from nothing, at the far end of its lineage. */
import { seenOf, type LineageAnswer, type LineageEdge, type LineageNode } from "../api/lineage";
import type { Ref } from "../api/types";
import { keyOf, titleOf } from "../graph/cards";
import type { ListRow } from "./ItemList.vue";
import { UPLOADS } from "./sentence";

export interface Origin {
  item: LineageNode;
  /** "uploaded", or what else is known of how it came to be. */
  how: string;
}

/** Keys of what stands before each target. */
function before(edges: LineageEdge[], type: string): (ref: Ref) => string[] {
  const found = new Map<string, string[]>();
  for (const { source, target } of edges.filter((edge) => edge.type === type)) {
    const key = keyOf(target);
    found.set(key, [...(found.get(key) ?? []), keyOf(source)]);
  }
  return (ref) => found.get(keyOf(ref)) ?? [];
}

function howMade(maker: LineageNode, fromInputs: boolean): string | null {
  if (UPLOADS.has(maker.tool_id ?? "")) return "uploaded";
  return fromInputs ? null : `made by ${maker.tool_name ?? maker.tool_id}, without inputs`;
}

/** The items that nothing before them led to; no copies, and no elements of a collection that is named itself. */
export function originsOf(seed: string, answer: LineageAnswer): Origin[] {
  const { edges } = answer;
  const nodes = seenOf(answer);
  const byKey = new Map(nodes.map((node) => [keyOf(node), node]));
  const makers = before(edges, "PRODUCED");
  const copied = before(edges, "COPIED_TO");
  const inputs = before(edges, "CONSUMED_BY");
  const elements = before(edges, "ELEMENT_OF");

  /** Null: something led to it, or what did was not looked at. */
  function howOf(item: Ref): string | null {
    const maker = byKey.get(makers(item)[0] ?? "");
    if (maker) return howMade(maker, inputs(maker).length > 0);
    return makers(item).length || copied(item).length ? null : howPut(item);
  }
  function howPut(item: Ref): string | null {
    const parts = elements(item).flatMap((key) => byKey.get(key) ?? []);
    if (!parts.length) return "no record says how";
    return parts.every(howOf) ? "put together by hand" : null;
  }

  const first = nodes.flatMap((item) => {
    const how = (item.src === "hda" || item.src === "hdca") && !item.more?.upstream ? howOf(item) : null;
    return how && keyOf(item) !== seed ? [{ item, how }] : [];
  });
  const inside = new Set(first.flatMap(({ item }) => elements(item)));
  return first.filter(({ item }) => !inside.has(keyOf(item)));
}

/** "17: Heat samples", "txt · uploaded"; of another history its name. */
export function originRow({ item, how }: Origin, history: string): ListRow {
  const there = item.history && item.history.id !== history ? `in ${item.history.name}` : null;
  const note = [item.collection_type ?? item.extension, how, there].filter(Boolean).join(" · ");
  return { key: keyOf(item), ref: item, icon: item.src === "hdca" ? "collection" : "dataset", title: titleOf(item), note };
}
