import { describe, expect, it } from "vitest";
import type { HistoryGraph, PlacedCard } from "../api/types";
import { pictureOf } from "../graph/picture";
import { rowsOf } from "./rows";
import { scrolledTo, spanOf } from "./windowing";

const place = (src: PlacedCard["src"], id: string): PlacedCard => ({ src, id, x: 0, y: 0, width: 200, height: 56, lines: [], column: 0, block: 0 });
const hda = (id: string, hid: number, create_time: string) => ({ src: "hda" as const, id, hid, name: `item ${id}`, state: "ok", extension: "txt", create_time });
const run = (id: string, create_time: string) => ({ src: "job" as const, id, tool_id: "cut", tool_name: "Cut", tool_version: "1", states: { ok: 1 }, create_time });
const ref = (src: PlacedCard["src"], id: string) => ({ src, id });

/** 1 → Cut → 2 → Cut → 3 */
const graph: HistoryGraph = {
  nodes: [hda("2", 2, "2026-01-01T10:00:02"), run("8", "2026-01-01T10:00:03"), hda("1", 1, "2026-01-01T10:00:00"), run("9", "2026-01-01T10:00:01"), hda("3", 3, "2026-01-01T10:00:04")],
  edges: [],
  truncated: { item_count_capped: false },
  history: { id: "1", name: "h" },
  layout: {
    width: 0, height: 0,
    cards: [place("hda", "1"), place("job", "9"), place("hda", "2"), place("job", "8"), place("hda", "3")],
    edges: [{ source: ref("hda", "1"), target: ref("job", "9"), points: [[0, 0]], style: [] }, { source: ref("hda", "2"), target: ref("job", "8"), points: [[0, 0]], style: [] }],
    spines: [{ source: ref("job", "9"), target: ref("hda", "2") }, { source: ref("job", "8"), target: ref("hda", "3") }],
  },
};

describe("rows of the table", () => {
  const picture = pictureOf(graph);
  it("are sources, then executions as they ran, each with its outputs", () => {
    expect(rowsOf(picture, new Set()).map((row) => [row.key, row.level])).toEqual([["hda:1", 1], ["job:9", 1], ["hda:2", 2], ["job:8", 1], ["hda:3", 2]]);
  });
  it("say where an execution took its data from", () => {
    const rows = rowsOf(picture, new Set());
    expect(rows.map((row) => row.from.map((origin) => origin.text))).toEqual([[], ["1"], [], ["2"], []]);
  });
  it("name some of very many sources, and say how many more there are", () => {
    const sources = Array.from({ length: 390 }, (_, i) => String(1000 + i));
    const many = {
      ...graph, nodes: [...graph.nodes, ...sources.map((id) => hda(id, Number(id), "2026-01-01T09:00:00"))],
      layout: { ...graph.layout, cards: [...graph.layout.cards, ...sources.map((id) => place("hda", id))], edges: sources.map((id) => ({ source: ref("hda", id), target: ref("job", "9"), points: [[0, 0]] as [number, number][], style: [] })) },
    };
    const row = rowsOf(pictureOf(many), new Set()).find((one) => one.key === "job:9");
    expect([row?.from.length, row?.further]).toEqual([4, 386]);
  });
  it("fold", () => {
    const rows = rowsOf(picture, new Set(["job:9"]));
    expect(rows.map((row) => row.key)).toEqual(["hda:1", "job:9", "job:8", "hda:3"]);
    expect(rows.map((row) => row.expanded)).toEqual([null, false, true, null]);
  });
});

describe("what executions took", () => {
  const timed = (states: Record<string, number>) => {
    const ran = { ...run("9", "2026-01-01T10:00:01"), states, end_time: "2026-01-01T10:03:48" };
    return rowsOf(pictureOf({ ...graph, nodes: graph.nodes.map((node) => (node.id === "9" ? ran : node)) }), new Set()).map((row) => row.took);
  };
  it("is told from their first to their last job", () => expect(timed({ ok: 6 })).toEqual(["", "3 min 47 s", "", "", ""]));
  it("is not known while one goes on", () => {
    for (const state of ["running", "queued", "new", "paused"]) expect(timed({ ok: 5, [state]: 1 })).toEqual(["", "", "", "", ""]);
    expect(timed({ error: 1, ok: 0, running: 0 })[1]).toBe("3 min 47 s");
  });
});

describe("an opened collection", () => {
  const leaf = (n: number) => ({ src: "hda" as const, id: String(100 + n), path: [`s${n}`], state: "ok", extension: "sam" });
  const paged = (page: number, shown: number, total = 20, closed = false) => {
    const collection = { src: "hdca" as const, id: "5", hid: 5, name: "Reads", collection_type: "list", count: total, states: { ok: total }, state: "ok", create_time: "2026-01-01T10:00:00" };
    const opened = { ...ref("hdca", "5"), page, total, rows: Array.from({ length: shown }, (_, i) => leaf(page * 8 + i)) };
    const picture = pictureOf({ nodes: [collection], edges: [], opened: [opened], layout: { width: 0, height: 0, cards: [place("hdca", "5")], edges: [], spines: [] } });
    return rowsOf(picture, new Set(), closed);
  };
  it("says how many of its leaves are shown, and turns to the others", () => {
    expect(paged(0, 8).at(-1)).toMatchObject({ key: "hdca:5 pages", level: 2, parent: "hdca:5", title: "1–8 of 20", pages: { back: null, on: 1 } });
    expect(paged(1, 8).at(-1)).toMatchObject({ title: "9–16 of 20", pages: { back: 0, on: 2 } });
    expect(paged(2, 4).at(-1)).toMatchObject({ title: "17–20 of 20", pages: { back: 1, on: null } });
  });
  it("does not open where its page has no opened ones", () => expect([paged(0, 8)[0]?.expanded, paged(0, 8, 20, true)[0]?.expanded]).toEqual([true, null]));
  it("needs no such row where all are there", () => expect(paged(0, 8, 8).map((row) => row.pages)).toEqual(Array.from({ length: 9 }, () => null)));
});

describe("windowing", () => {
  it("holds the rows in view and a few around them", () => {
    expect(spanOf(0, 280, 28, 1000)).toEqual({ start: 0, end: 11 });
    expect(spanOf(2800, 280, 28, 1000)).toEqual({ start: 99, end: 111 });
    expect(spanOf(0, 280, 28, 3)).toEqual({ start: 0, end: 3 });
  });
  it("moves no more than it has to", () => {
    expect(scrolledTo(5, 0, 280, 28)).toBe(0);
    expect(scrolledTo(20, 0, 280, 28)).toBe(308);
    expect(scrolledTo(2, 280, 280, 28)).toBe(56);
  });
});
