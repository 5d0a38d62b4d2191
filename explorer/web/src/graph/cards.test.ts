import { describe, expect, it } from "vitest";
import type { DataNode, ExecutionNode, PlacedCard } from "../api/types";
import { accessibleName, barParts, makeCard } from "./cards";

const place: PlacedCard = { src: "hda", id: "1", x: 0, y: 0, width: 200, height: 56, lines: ["x"], column: 0, block: 0 };
const data = (more: Partial<DataNode>): DataNode => ({ src: "hda", id: "1", name: "Summary report", hid: 125, state: "ok", extension: "html", deleted: false, visible: true, ...more });
const run = (more: Partial<ExecutionNode>): ExecutionNode => ({ src: "tool_execution", id: "1", tool_id: "align_reads", tool_name: "Align reads", tool_version: "3.2.1", states: { ok: 1 }, count: 1, ...more });
const list = (more: Partial<DataNode>): DataNode => data({ src: "hdca", hid: 84, name: "Alignments", extension: null, collection_type: "list", count: 6, states: { ok: 6 }, ...more });

describe("makeCard", () => {
  it("says number and type of a dataset", () => {
    expect(makeCard(data({}), place)).toMatchObject({ kind: "dataset", eyebrow: "125 · html", word: "ok", count: null });
  });
  it("says that an item is a copy", () => {
    expect(makeCard(data({ copied_from: { src: "hda", id: "9" } }), place).eyebrow).toBe("125 · html · copy");
  });
  it("counts a collection by its elements, and says the worst", () => {
    expect(makeCard(list({ states: { ok: 5, error: 1 } }), place)).toMatchObject({ kind: "collection", count: 6, word: "1 error", state: "error", fullHeight: 64 });
  });
  it("calls a collection without elements empty", () => {
    expect(makeCard(list({ count: 0, states: {} }), place)).toMatchObject({ word: "empty", count: 0 });
  });
  it("shows a map-over as many, one job as one", () => {
    expect(makeCard(run({ mapped: true, count: 6, states: { ok: 6 } }), place)).toMatchObject({ count: 6, word: "6 ok", eyebrow: "3.2.1" });
    expect(makeCard(run({}), place)).toMatchObject({ count: null, word: "ok" });
  });
  it("falls back to the tool's id where its name is not known", () => {
    expect(makeCard(run({ tool_name: null }), place).name).toBe("align_reads");
  });
  it("lets purged stand before deleted before hidden before the state", () => {
    const marks = [{ purged: true, deleted: true }, { deleted: true, visible: false }, { visible: false }].map((more) => makeCard(data(more), place).state);
    expect(marks).toEqual(["purged", "deleted", "hidden"]);
  });
});

describe("barParts", () => {
  it("goes from best to worst", () => {
    expect(barParts(makeCard(list({ states: { error: 1, ok: 5 } }), place))).toEqual([["ok", 5], ["error", 1]]);
  });
  it("is grey for what is deleted, and keeps the state of what is hidden", () => {
    expect(barParts(makeCard(data({ deleted: true }), place))).toEqual([["deleted", 1]]);
    expect(barParts(makeCard(data({ visible: false }), place))).toEqual([["ok", 1]]);
  });
});

describe("accessibleName", () => {
  it("names an execution with its jobs, state, inputs and outputs", () => {
    const card = makeCard(run({ mapped: true, count: 6, states: { ok: 6 } }), place);
    expect(accessibleName(card, 2, 2)).toBe("Align reads, 6 jobs, ok, 2 inputs, 2 outputs");
    expect(accessibleName(makeCard(run({}), place), 1, 1)).toBe("Align reads, ok, 1 input, 1 output");
  });
  it("names an item as Galaxy writes it", () => {
    expect(accessibleName(makeCard(list({ states: { ok: 5, error: 1 } }), place), 0, 0)).toBe("84: Alignments, list, 6 elements, 1 error, 5 ok");
    expect(accessibleName(makeCard(data({ deleted: true }), place), 0, 0)).toBe("125: Summary report, html, deleted, ok");
  });
});
