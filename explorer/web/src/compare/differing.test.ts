import { describe, expect, it } from "vitest";
import type { ComparedRun, ComparedStep, Comparison, Side } from "../api/compare";
import { differingKeys } from "./differing";

const ref = (key: string) => ({ src: key.split(":")[0]!, id: key.split(":")[1]! });
const run = (key: string): ComparedRun => ({ ...ref(key), tool_id: "t", tool_name: null, tool_version: null, create_time: null, end_time: null, states: {} });
const step = (left: string | null, right: string | null, differing = 0): ComparedStep => ({ left: left ? run(left) : null, right: right ? run(right) : null, settings: [], feeds: [], differing });

/** Sides as letters: "job:1 A". Edges: "job:1 > hda:2". */
function kept(steps: ComparedStep[], members: string[], edges: string[]): string[] {
  const sides: Record<string, Side> = { A: "left", B: "right", both: "both" };
  const found = {
    left: ref("hda:8"), right: ref("hda:9"), steps,
    members: members.map((one) => ({ ...ref(one.split(" ")[0]!), side: sides[one.split(" ")[1]!]! })),
    graph: { nodes: [], edges: edges.map((edge) => ({ source: ref(edge.split(" > ")[0]!), target: ref(edge.split(" > ")[1]!), type: "x" })) },
  } as unknown as Comparison;
  return [...differingKeys(found)].sort();
}

describe("only what differs", () => {
  const TWO = ["job:1 A", "hda:8 A", "job:2 B", "hda:9 B", "hda:1 both"];
  const EDGES = ["hda:1 > job:1", "job:1 > hda:8", "hda:1 > job:2", "job:2 > hda:9"];
  it("leaves out what both sides read", () => expect(kept([step("job:1", "job:2", 1)], TWO, EDGES)).toEqual(["hda:8", "hda:9", "job:1", "job:2"]));
  it("leaves out steps with the same settings, and keeps the two results", () => expect(kept([step("job:1", "job:2")], TWO, EDGES)).toEqual(["hda:8", "hda:9"]));
  it("keeps a step that only one side has, with what it made", () =>
    expect(kept([step("job:1", "job:2"), step("job:3", null)], [...TWO, "job:3 A", "hda:3 A"], [...EDGES, "job:3 > hda:3", "hda:3 > job:1"])).toEqual(["hda:3", "hda:8", "hda:9", "job:3"]));
  it("keeps data that only one side begins with", () =>
    expect(kept([step("job:1", "job:2")], ["hda:1 A", "hda:2 B", "job:1 A", "job:2 B", "hda:8 A", "hda:9 B"], ["hda:1 > job:1", "job:1 > hda:8", "hda:2 > job:2", "job:2 > hda:9"])).toEqual(["hda:1", "hda:2", "hda:8", "hda:9"]));
});
