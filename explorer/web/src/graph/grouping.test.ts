import { describe, expect, it } from "vitest";
import { format, parse } from "../url";
import type { Card } from "./cards";
import { DRAWN, drawnOf } from "./grouping";

const group = (tool_id: string | null): Card => ({ key: "tool_execution:1", node: { src: "tool_execution", id: "1", tool_id } }) as unknown as Card;

describe("groups by tool", () => {
  it("are drawn by a filter, of as much as can be drawn", () => {
    expect(drawnOf(group("align"))).toEqual({ group: "none", limit: 5000, tools: ["align"] });
    expect(drawnOf(group(null))).toBeNull();
  });
  it("say so in the address", () => {
    const address = format({ page: "history", id: "2", selected: null, state: { ...DRAWN, tools: ["align"] } });
    expect(address).toBe("/histories/2?tool=align&limit=5000&group=none");
    expect(parse(address)).toEqual({ page: "history", id: "2", selected: null, state: { ...DRAWN, tools: ["align"] } });
    expect(parse("/histories/2?group=size")).toEqual({ page: "history", id: "2", selected: null });
  });
});
