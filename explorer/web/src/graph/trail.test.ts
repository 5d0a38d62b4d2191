import { describe, expect, it } from "vitest";
import { format, parse, type GraphRoute } from "../url";
import { lineageAfter } from "./trail";

const at = (address: string): GraphRoute => parse(address) as GraphRoute;
const after = (address: string, seed: string): string => format(lineageAfter(at(address), seed));

describe("the trail of seeds", () => {
  it("begins with the second lineage", () => {
    expect(after("/histories/2?selected=hda:1", "hda:1")).toBe("/lineage/hda:1");
    expect(after("/lineage/hda:1?sides=upstream", "hdca:2")).toBe("/lineage/hdca:2?trail=hda:1");
  });
  it("goes on, and back to a seed that is on it", () => {
    expect(after("/lineage/hdca:2?trail=hda:1", "job:3")).toBe("/lineage/job:3?trail=hda:1&trail=hdca:2");
    expect(after("/lineage/job:3?trail=hda:1&trail=hdca:2", "hdca:2")).toBe("/lineage/hdca:2?trail=hda:1");
    expect(after("/lineage/job:3?trail=hda:1", "job:3")).toBe("/lineage/job:3?trail=hda:1");
  });
  it("is not longer than it can be read", () => {
    expect(at(after(`/lineage/hda:9?${[1, 2, 3, 4, 5].map((n) => `trail=hda:${n}`).join("&")}`, "hda:10")).state?.trail).toEqual(["hda:2", "hda:3", "hda:4", "hda:5", "hda:9"]);
  });
  it("names things only", () => {
    expect(at("/lineage/hda:1?trail=%3Cscript%3E").state).toBeUndefined();
  });
});
