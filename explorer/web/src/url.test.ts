import { describe, expect, it } from "vitest";
import { format, go, parse, route } from "./url";

describe("addresses", () => {
  it.each(["/", "/?q=heat%20stress", "/histories/2", "/histories/a1b2?selected=tool_execution:eead235b", "/histories/2?selected=hdca:45"])("come back the same: %s", (address) =>
    expect(format(parse(address))).toBe(address));
  it("drop a choice that names nothing", () => {
    expect(parse("/histories/2?selected=%3Cscript%3E")).toEqual({ page: "history", id: "2", selected: null });
    expect(parse("/histories/2?selected=user:1")).toMatchObject({ selected: null });
  });
  it("that lead nowhere say so", () => {
    expect(parse("/nowhere")).toEqual({ page: "unknown" });
  });
});

describe("go", () => {
  it("moves the address and the page together", () => {
    go({ page: "history", id: "2", selected: null });
    expect(window.location.pathname).toBe("/histories/2");
    expect(route.value).toEqual({ page: "history", id: "2", selected: null });
  });
});
