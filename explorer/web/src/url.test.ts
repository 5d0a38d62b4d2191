import { describe, expect, it } from "vitest";
import { cameFrom, format, go, parse, route, type Route } from "./url";

describe("addresses", () => {
  it.each(["/", "/?q=heat%20stress", "/histories/2", "/histories/a1b2?selected=tool_execution:eead235b", "/histories/2?selected=hdca:45", "/lineage/hdca:10?sides=upstream&hop=hda:5.up&hop=hda:6.down.2", "/histories/2?selected=hda:1&second=hda:2&open=hdca:4.1&fold=workflow_invocation:2&hide=deleted,hidden&tool=align_reads&since=2026-01-01T00:00:00Z&limit=5000&as=table&tab=Jobs&find=heat&at=-188,60.5,0.62", "/compare?left=hda:1&right=hda:2", "/compare?left=hda:1&right=hda:2&only=differs", "/compare?left=hda:1&right=hda:2&selected=job:3&as=table&find=heat&at=-188,60.5,0.62"])("come back the same: %s", (address) =>
    expect(format(parse(address))).toBe(address));
  it("drop a choice that names nothing", () => {
    expect(parse("/histories/2?selected=%3Cscript%3E")).toEqual({ page: "history", id: "2", selected: null });
    expect(parse("/histories/2?selected=user:1")).toMatchObject({ selected: null });
  });
  it("drop what makes no place on the canvas", () => {
    expect(parse("/histories/2?at=1,2")).toEqual({ page: "history", id: "2", selected: null });
    expect(parse("/histories/2?at=1,2,0")).toEqual({ page: "history", id: "2", selected: null });
  });
  it("drop what a comparison does not have", () => {
    expect(format(parse("/compare?left=hda:1&right=hda:2&open=hdca:3&hide=deleted&as=table"))).toBe("/compare?left=hda:1&right=hda:2&as=table");
  });
  it("that lead nowhere say so", () => {
    for (const address of ["/nowhere", "/lineage/user:1", "/compare?left=hda:1"]) expect(parse(address)).toEqual({ page: "unknown" });
  });
});

describe("go", () => {
  it("moves the address and the page together", () => {
    go({ page: "history", id: "2", selected: null });
    expect(window.location.pathname).toBe("/histories/2");
    expect(route.value).toEqual({ page: "history", id: "2", selected: null });
  });
  it("knows which page led to this one, whatever was done here since", () => {
    const compared: Route = { page: "compare", left: "hda:1", right: "hda:2", selected: null };
    go({ page: "history", id: "3", selected: "hda:1" });
    go(compared);
    go({ ...compared, state: { as: "table" } });
    go({ ...compared, only: true }, true);
    expect(cameFrom()).toEqual({ page: "history", id: "3", selected: "hda:1" });
  });
});
