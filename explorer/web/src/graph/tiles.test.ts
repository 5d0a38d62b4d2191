import { describe, expect, it } from "vitest";
import { tiled } from "./tiles";

type Dot = [number, number];
const dots = (n: number, step: number): Dot[] => Array.from({ length: n }, (_, i) => [(i % 50) * step, Math.floor(i / 50) * step]);
const path = ([x, y]: Dot): string => `M${x} ${y}`;

describe("tiles", () => {
  it("are one where there is little to draw, and none for nothing", () => {
    expect(tiled(dots(3, 100), (dot) => dot, path)).toEqual([{ tile: "", path: "M0 0M100 0M200 0" }]);
    expect(tiled([], (dot: Dot) => dot, path)).toEqual([]);
  });
  it("hold everything once, each what begins in it", () => {
    const found = tiled(dots(5000, 250), (dot) => dot, path);
    expect(found.flatMap(({ path: d }) => d.slice(1).split("M")).sort()).toEqual(dots(5000, 250).map((dot) => path(dot).slice(1)).sort());
    expect(found.find(({ tile }) => tile === "0,0")!.path).not.toContain("M5000 ");
  });
  it("are few however large the picture is", () => {
    expect(tiled(dots(5000, 4000), (dot) => dot, path).length).toBeLessThanOrEqual(81);
  });
});
