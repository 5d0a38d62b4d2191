import { describe, expect, it } from "vitest";
import type { EdgeStyle, Point } from "../api/types";
import { draw, groupEdges, ortho, type Edge } from "./edges";
import { lightOf } from "./selection";

function edge(source: string, target: string, points: Point[], ...styles: EdgeStyle[]): Edge {
  return { source, target, points, styles, box: [0, 0, 0, 0] };
}
const STRAIGHT: Point[] = [[200, 28], [248, 28]];

describe("ortho", () => {
  it("rounds corners by 8", () => {
    expect(ortho([[0, 0], [20, 0], [20, 50], [48, 50]])).toBe("M0,0L12,0Q20,0 20,8L20,42Q20,50 28,50L48,50");
  });
  it("rounds no more than half of the shorter side", () => {
    expect(ortho([[0, 0], [20, 0], [20, 6], [48, 6]])).toContain("L17,0Q20,0 20,3");
  });
  it("skips a corner without a side", () => {
    expect(ortho([[0, 0], [0, 0], [9, 0]])).toBe("M0,0L9,0");
  });
});

describe("draw", () => {
  it("ends the head 1 before the outline and the line where the head begins", () => {
    expect(draw(edge("a", "b", STRAIGHT), 1)).toEqual({ line: "M200,28L238,28", tip: "M247 28m-9 -4.5l9 4.5l-9 4.5z" });
  });
  it("leaves room for the gathering bar of a collection read as a whole", () => {
    expect(draw(edge("a", "b", STRAIGHT, "many", "whole"), 1).line).toBe("M200,28L230,28");
  });
  it("draws heads larger below zoom 0.8, and no larger than there", () => {
    expect(draw(edge("a", "b", STRAIGHT), 0.8).line).toBe("M200,28L235.75,28");
    expect(draw(edge("a", "b", STRAIGHT), 0.5)).toEqual(draw(edge("a", "b", STRAIGHT), 0.8));
  });
});

describe("dashes", () => {
  const [far, near]: Point[][] = [[[200, 90], [220, 90], [220, 28], [248, 28]], [[200, 60], [220, 60], [220, 28], [248, 28]]];

  it.each(["copy", "evidence"] as const)("of %s begin at the target, so that edges into one card fall together", (style) => {
    const shared = "M238,28L228,28Q220,28 220,36";
    expect(draw(edge("a", "c", far!, style), 1).line.startsWith(shared)).toBe(true);
    expect(draw(edge("b", "c", near!, style), 1).line.startsWith(shared)).toBe(true);
  });
  it("leave the points as they are", () => {
    const copy = edge("a", "c", far!, "copy");
    expect(draw(copy, 1)).toEqual(draw(copy, 1));
  });
});

describe("groupEdges", () => {
  const edges = [edge("a", "b", STRAIGHT, "many"), edge("a", "c", STRAIGHT), edge("c", "d", STRAIGHT), edge("x", "y", STRAIGHT)];

  it("draws dimmed below plain below lit, single below double", () => {
    const groups = groupEdges(edges, (e) => lightOf(e, new Set(["a", "b", "c"])), 1);
    expect(groups.map((g) => g.classes)).toEqual(["dim", "lit", "lit many"]);
  });
  it("needs one path for each style, whatever the number of edges", () => {
    const groups = groupEdges(edges, () => "plain", 1);
    expect(groups.map((g) => g.line.match(/M/g)?.length)).toEqual([3, 1]);
  });
  it("keeps a whole collection with the double lines", () => {
    expect(groupEdges([edge("a", "b", STRAIGHT, "many", "whole")], () => "plain", 1)[0]?.classes).toBe("plain many");
  });
});
