/** Where a result begins: the uploads, and what was made from nothing, at the far end of its lineage. */
import type { LineageAnswer, LineageEdge, LineageNode } from "../api/lineage";
import { keyOf, titleOf } from "../graph/cards";
import type { ListRow } from "./ItemList.vue";
import { UPLOADS } from "./sentence";

/** `maker`: the tool that made it without inputs; null for an upload. */
interface Origin {
  item: LineageNode;
  maker: LineageNode | null;
}
const isItem = (node: LineageNode): boolean => node.src === "hda" || node.src === "hdca";
const isUploading = (node: LineageNode): boolean => UPLOADS.has(node.tool_id ?? "");

function byTarget(edges: LineageEdge[], type: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) if (edge.type === type) found.set(keyOf(edge.target), [...(found.get(keyOf(edge.target)) ?? []), keyOf(edge.source)]);
  return found;
}

/** The items that nothing before them led to, copies and elements of such collections left out. */
export function originsOf(seed: string, { nodes, edges }: LineageAnswer): Origin[] {
  const byKey = new Map(nodes.map((node) => [keyOf(node), node]));
  const [made, copied, read, elements] = ["PRODUCED", "COPIED_TO", "CONSUMED_BY", "ELEMENT_OF"].map((type) => byTarget(edges, type)) as [Map<string, string[]>, Map<string, string[]>, Map<string, string[]>, Map<string, string[]>];
  const makerOf = (key: string): LineageNode | undefined => byKey.get(made.get(key)?.[0] ?? "");
  const isFirst = (key: string): boolean => {
    const maker = makerOf(key);
    if (maker) return isUploading(maker) || !read.has(keyOf(maker));
    return !made.has(key) && !copied.has(key) && (elements.get(key) ?? []).every(isFirst);
  };
  const first = nodes.filter((node) => isItem(node) && isFirst(keyOf(node)) && keyOf(node) !== seed);
  const inside = new Set(first.flatMap((node) => elements.get(keyOf(node)) ?? []));
  return first.filter((node) => !inside.has(keyOf(node))).map((item) => {
    const maker = makerOf(keyOf(item));
    return { item, maker: maker && !isUploading(maker) ? maker : null };
  });
}

/** "17: Heat samples", "txt · uploaded"; of another history its name. */
export function originRow({ item, maker }: Origin, history: string): ListRow {
  const made = maker ? `made by ${maker.tool_name ?? maker.tool_id}, without inputs` : "uploaded";
  const there = item.history && item.history.id !== history ? `in ${item.history.name}` : null;
  const note = [item.collection_type ?? item.extension, made, there].filter(Boolean).join(" · ");
  return { key: keyOf(item), ref: item, icon: item.src === "hdca" ? "collection" : "dataset", title: titleOf(item), note };
}
