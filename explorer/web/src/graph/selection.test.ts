import { describe, expect, it } from "vitest";
import type { Picture } from "./picture";
import { fedBy, flowOf, lightOf, lineageOf } from "./selection";

/*  reads ─→ trim ┆ trimmed ─→ align ┆ alignments ─→ sort
 *       └─→ report ┆ html     genome ┘
 *  (┆: an output docked to its execution)
 */
const EDGES = [
  { source: "reads", target: "trim" },
  { source: "reads", target: "report" },
  { source: "trimmed", target: "align" },
  { source: "genome", target: "align" },
  { source: "alignments", target: "sort" },
];
const SPINES = [
  { source: "trim", target: "trimmed", path: "" },
  { source: "report", target: "html", path: "" },
  { source: "align", target: "alignments", path: "" },
];
const flow = flowOf(EDGES, SPINES);

describe("lineageOf", () => {
  it("is all upstream and downstream, not what hangs beside", () => {
    expect([...lineageOf("align", flow)!].sort()).toEqual(["align", "alignments", "genome", "reads", "sort", "trim", "trimmed"]);
  });
  it("goes back and forth without turning round", () => {
    expect(lineageOf("genome", flow)!.has("reads")).toBe(false);
  });
  it("survives a circle", () => {
    const circle = flowOf([{ source: "a", target: "b" }, { source: "b", target: "a" }], []);
    expect([...lineageOf("a", circle)!].sort()).toEqual(["a", "b"]);
  });
  it("is nothing when nothing is chosen", () => {
    expect(lineageOf(null, flow)).toBeNull();
  });
});

describe("fedBy", () => {
  const byKey = new Map(["trim", "report", "align"].map((key) => [key, { kind: "execution" }])) as Picture["byKey"];
  it("is what the executions read, wherever that comes from", () => {
    expect(fedBy(["trimmed", "align", "alignments"], { byKey, flow })).toEqual(["trimmed", "genome"]);
  });
  it("is nothing beside data alone", () => {
    expect(fedBy(["reads", "trimmed"], { byKey, flow })).toEqual([]);
  });
});

describe("lightOf", () => {
  const lit = lineageOf("align", flow);
  it("lights what lies on the path and dims the rest", () => {
    expect(lightOf(EDGES[0]!, lit)).toBe("lit");
    expect(lightOf(EDGES[1]!, lit)).toBe("dim");
  });
  it("lights the edges of the card under the pointer while nothing is chosen", () => {
    expect(lightOf(EDGES[0]!, null, "reads")).toBe("lit");
    expect(lightOf(EDGES[2]!, null, "reads")).toBe("plain");
  });
});
