import { expect, it } from "vitest";
import type { LineageEdge, LineageNode } from "../api/lineage";
import type { Src } from "../api/types";
import { stepsOf } from "./steps";

const ref = (key: string) => ({ src: key.split(":")[0] as Src, id: key.split(":")[1]! });
const node = (key: string, hops: number, more: Partial<LineageNode> = {}): LineageNode => ({ ...ref(key), name: key, hid: null, tool_id: null, tool_name: null, extension: null, collection_type: null, hops, ...more });
const edge = (source: string, type: string, target: string): LineageEdge => ({ source: ref(source), type, target: ref(target) });

it("an element is told with every step before it, the first first", () => {
  const nodes = [node("hda:9", 0), node("job:8", 1, { tool_id: "align" }), node("hda:5", 1), node("job:4", 2, { tool_id: "__DATA_FETCH__" }), node("hda:3", 1), node("hda:2", 2)];
  const edges = [edge("job:8", "WROTE", "hda:9"), edge("hda:5", "READ_BY", "job:8"), edge("job:4", "WROTE", "hda:5"), edge("hda:3", "READ_BY", "job:8"), edge("hda:2", "COPIED_TO", "hda:3")];
  expect(stepsOf({ nodes, edges, truncated: { reasons: [] } }).map((row) => [row.title, row.note])).toEqual([
    ["hda:2", ""], ["hda:5", "uploaded"], ["hda:3", "copied"], ["hda:9", "align · job 8"],
  ]);
});

it("what may not be seen is no step", () => expect(stepsOf({ nodes: [node("hda:9", 0), { ...ref("hda:f00"), restricted: true }], edges: [], truncated: { reasons: [] } })).toHaveLength(1));
