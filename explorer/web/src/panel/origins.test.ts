import { describe, expect, it } from "vitest";
import type { LineageAnswer, LineageEdge, LineageNode } from "../api/lineage";
import type { Src } from "../api/types";
import { originRow, originsOf } from "./origins";

const ref = (key: string) => ({ src: key.split(":")[0] as Src, id: key.split(":")[1]! });
const node = (key: string, more: Partial<LineageNode> = {}): LineageNode => ({ ...ref(key), name: key, hid: null, tool_id: null, tool_name: null, extension: null, collection_type: null, ...more });
const edge = (source: string, type: string, target: string): LineageEdge => ({ source: ref(source), type, target: ref(target) });

const STEP = [node("hda:9"), node("tool_execution:8", { tool_id: "merge" })];
const MADE = edge("tool_execution:8", "PRODUCED", "hda:9");
function found(nodes: LineageNode[], edges: LineageEdge[]): string[] {
  const answer: LineageAnswer = { nodes: [...STEP, ...nodes], edges: [MADE, ...edges], truncated: { reasons: [] } };
  return originsOf("hda:9", answer).map(({ item, how }) => `${item.name} ${how}`);
}

describe("where a result begins", () => {
  it("is the upload, not its copy", () => {
    const upload = [node("hda:1"), node("job:4", { tool_id: "__DATA_FETCH__" }), node("hda:2")];
    expect(found(upload, [edge("job:4", "PRODUCED", "hda:1"), edge("hda:1", "COPIED_TO", "hda:2"), edge("hda:2", "CONSUMED_BY", "tool_execution:8")])).toEqual(["hda:1 uploaded"]);
  });
  it("is an uploaded collection, not each of its elements", () => {
    const nodes = [node("hdca:1"), node("hda:1"), node("hda:2"), node("job:4", { tool_id: "__DATA_FETCH__" })];
    const edges = ["hda:1", "hda:2", "hdca:1"].map((key) => edge("job:4", "PRODUCED", key));
    expect(found(nodes, [...edges, edge("hda:1", "ELEMENT_OF", "hdca:1"), edge("hda:2", "ELEMENT_OF", "hdca:1"), edge("hdca:1", "CONSUMED_BY", "tool_execution:8")])).toEqual(["hdca:1 uploaded"]);
  });
  it("is what lies in a collection that was put together of results and uploads", () => {
    const nodes = [node("hdca:1"), node("hda:1"), node("hda:2"), node("tool_execution:5", { tool_id: "sort" }), node("hda:3")];
    const edges = [edge("hda:1", "ELEMENT_OF", "hdca:1"), edge("hda:2", "ELEMENT_OF", "hdca:1"), edge("tool_execution:5", "PRODUCED", "hda:2"), edge("hda:3", "CONSUMED_BY", "tool_execution:5")];
    expect(found(nodes, [...edges, edge("hdca:1", "CONSUMED_BY", "tool_execution:8")])).toEqual(["hda:1 no record says how", "hda:3 no record says how"]);
  });
  it("is what a tool made without inputs", () => {
    const nodes = [node("hda:1"), node("tool_execution:5", { tool_id: "fetch", tool_name: "Fetch genome" })];
    expect(found(nodes, [edge("tool_execution:5", "PRODUCED", "hda:1"), edge("hda:1", "CONSUMED_BY", "tool_execution:8")])).toEqual(["hda:1 made by Fetch genome, without inputs"]);
  });
  it("is a collection that was put together of nothing but beginnings", () => {
    expect(found([node("hdca:1"), node("hda:1")], [edge("hda:1", "ELEMENT_OF", "hdca:1"), edge("hdca:1", "CONSUMED_BY", "tool_execution:8")])).toEqual(["hdca:1 put together by hand"]);
  });
  it("is not told of what was not looked at", () => {
    expect(found([node("hda:1", { more: { upstream: 1, downstream: 0 } })], [edge("hda:1", "CONSUMED_BY", "tool_execution:8")])).toEqual([]);
  });
  it("is nothing for what was itself uploaded", () => {
    expect(originsOf("hda:1", { nodes: [node("hda:1"), node("job:4", { tool_id: "upload1" })], edges: [edge("job:4", "PRODUCED", "hda:1")], truncated: { reasons: [] } })).toEqual([]);
  });
});

it("a row says how it came there, and in which other history it stands", () => {
  const item = node("hda:1", { name: "genes.gtf", hid: 2, extension: "gtf", history: { id: "1", name: "Reference data" } });
  expect(originRow({ item, how: "uploaded" }, "2")).toMatchObject({ title: "2: genes.gtf", note: "gtf · uploaded · in Reference data" });
  expect(originRow({ item, how: "uploaded" }, "1").note).toBe("gtf · uploaded");
});
