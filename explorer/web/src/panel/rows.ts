/** Rows of the panel's lists, from inputs, outputs and cards. */
import type { DataNode, ExecutionInput, ExecutionOutput, ToolExecution } from "../api/types";
import { countsOf, isData, keyOf, markOf, titleOf, typeOf, type Card } from "../graph/cards";
import type { Picture } from "../graph/picture";
import { worst } from "../graph/states";
import { plural } from "../words";
import type { ListRow } from "./ItemList.vue";
import { elementWord } from "./sentence";

function stateOf(item: DataNode): Pick<ListRow, "state" | "stateCount"> {
  const mark = markOf(item);
  if (mark && mark !== "hidden") return { state: mark };
  const counts = countsOf(item);
  const state = worst(counts);
  return { state, stateCount: item.src === "hdca" && item.count ? (counts[state] ?? null) : null };
}

function base(item: DataNode, key: string, note: (string | false | null | undefined)[]): ListRow {
  const icon = item.src === "hdca" ? "collection" : "dataset";
  return { key, ref: item, icon, title: titleOf(item), note: note.filter(Boolean).join(" · "), ...stateOf(item) };
}

const size = (item: DataNode): string => {
  if (item.src === "hda") return typeOf(item);
  return item.count === null || item.count === undefined ? typeOf(item) : `${typeOf(item)} of ${item.count}`;
};

/** How an input was read: as one element, each by itself, or as it is. */
function reading(input: ExecutionInput): string {
  if (input.path?.length) return `element ${input.path.join(" / ")}`;
  if (!input.mapped) return "";
  return input.item.count ? `mapped over, ${plural(input.item.count, elementWord(input.item))}` : "mapped over";
}

/** "Read pair · mapped over, 6 pairs · copied from Reference data". */
export function inputRow(input: ExecutionInput): ListRow {
  const from = input.item.copied_from?.history?.name;
  const note = [input.label ?? input.input, reading(input), input.item.upload && "uploaded", from && `copied from ${from}`];
  return base(input.item, `${input.input} ${input.path?.join("/")} ${keyOf(input.item)}`, note);
}

export function outputRow(output: ExecutionOutput): ListRow {
  return base(output.item, `${output.output} ${keyOf(output.item)}`, [output.label ?? output.output, size(output.item)]);
}

/** What became of results in an execution: "takes 10 · made 20: Contigs without failed isolates"; of a copy nothing. */
export function wentTo(card: Card, from: ToolExecution, picture: Picture | null): string {
  if (isData(card.node) || !picture) return "";
  const taken = from.outputs.filter(({ item }) => picture.flow.down.get(keyOf(item))?.includes(card.key)).map(({ item }) => item.hid ?? item.name);
  const made = (picture.flow.down.get(card.key) ?? []).flatMap((key) => picture.byKey.get(key) ?? []).flatMap(({ node }) => (isData(node) ? [titleOf(node)] : []));
  return [taken.length && `takes ${taken.join(", ")}`, made.length && `made ${made.join(", ")}`].filter(Boolean).join(" · ");
}

/** A card of the graph as a row: where results went, what used an item. */
export function cardRow(card: Card, note = ""): ListRow {
  const row = { key: card.key, ref: card.ref, icon: card.kind, title: isData(card.node) ? titleOf(card.node) : card.name };
  return { ...row, note: note || card.eyebrow, state: card.state, stateCount: card.count && !card.mark ? (card.counts[card.state] ?? null) : null };
}
