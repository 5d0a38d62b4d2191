import { describe, expect, it } from "vitest";
import type { ComparedRun, Comparison, Side } from "../api/compare";
import type { GraphNode, PlacedCard, Src } from "../api/types";
import { rowsOf } from "../table/rows";
import { markOf, runOf, sideEdges, sidePictureOf } from "./picture";

const ref = (key: string) => ({ src: key.split(":")[0] as Src, id: key.split(":")[1]! });
const place = (key: string): PlacedCard => ({ ...ref(key), x: 0, y: 0, width: 200, height: 56, lines: [], column: 0, block: 0 }) as PlacedCard;
const item = (key: string): GraphNode => ({ ...ref(key), name: key, hid: null, state: "ok", extension: "txt" }) as GraphNode;
const job = (key: string): GraphNode => ({ ...ref(key), tool_id: "cut", tool_name: "Cut", tool_version: "1", states: { ok: 1 } }) as GraphNode;
const pair = (source: string, target: string) => ({ source: ref(source), target: ref(target) });
const run = (key: string) => ref(key) as ComparedRun;

const SIDES: Record<string, Side> = { "hda:1": "both", "job:2": "left", "hda:3": "left", "job:4": "right", "hda:5": "right" };

/** hda:1 → job:2 (A) → hda:3, hda:1 → job:4 (B) → hda:5; two settings differ. */
const found = {
  steps: [{ left: run("job:2"), right: run("job:4"), differing: 2 }],
  members: Object.entries(SIDES).map(([key, side]) => ({ ...ref(key), side })),
  graph: {
    nodes: Object.keys(SIDES).map((key) => (key.startsWith("job") ? job(key) : item(key))), edges: [],
    layout: {
      width: 0, height: 0, cards: Object.keys(SIDES).map(place), spines: [pair("job:2", "hda:3"), pair("job:4", "hda:5")],
      edges: ["job:2", "job:4"].map((key) => ({ ...pair("hda:1", key), points: [[0, 0], [48, 0]], style: [] })),
    },
  },
} as unknown as Comparison;

describe("the picture of a comparison", () => {
  const picture = sidePictureOf(found);
  it("says of each card on which side it is, and how many of its settings differ", () => {
    expect(picture.counts).toEqual({ left: 2, right: 2, both: 1 });
    expect(markOf(picture, "job:4")).toEqual({ side: "right", differs: 2 });
    expect(picture.names.get("job:2")).toMatch(/^Cut, ok, .*, only in A, 2 differ$/);
    expect(picture.names.get("hda:1")).toMatch(/, in both$/);
  });
  it("draws the edges of each side by themselves", () =>
    expect(sideEdges(picture, () => "plain").map((path) => [path.side, path.key])).toEqual([["left", "left plain"], ["right", "right plain"]]));
  it("knows the step of a card: it is one, or one made it", () =>
    expect([runOf(picture, "job:2"), runOf(picture, "hda:3"), runOf(picture, "hda:1"), runOf(picture, null)]).toEqual(["job:2", "job:2", "hda:1", null]));
  it("is a table too, in which each output is below what made it", () =>
    expect(rowsOf(picture, new Set(), true).map((row) => [row.key, row.level])).toEqual([["hda:1", 1], ["job:2", 1], ["hda:3", 2], ["job:4", 1], ["hda:5", 2]]));
  it("keeps some cards only, with what joins them", () => {
    const part = sidePictureOf(found, new Set(["job:2", "hda:3", "hda:5"]));
    expect([part.cards.map((card) => card.key), part.edges, part.spines.length]).toEqual([["job:2", "hda:3", "hda:5"], [], 1]);
    expect(part.counts).toEqual({ left: 2, right: 1, both: 0 });
    expect(part.names.get("job:2")).toBe(picture.names.get("job:2"));
  });
});
