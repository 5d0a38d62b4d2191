import { describe, expect, it } from "vitest";
import { parse, type GraphRoute } from "../url";
import { hiddenKinds, isFiltered, saidLeftOut, toggledKind } from "./filters";
import { questionOf } from "./question";

const asked = (address: string): Record<string, string[]> => {
  const query = new URLSearchParams(questionOf(parse(address) as GraphRoute));
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
};

describe("what is asked", () => {
  it("is the history or the seed, and what is opened", () => {
    expect(asked("/histories/2?open=hdca:4.1&hop=hda:5.up")).toEqual({ history: ["2"], open: ["hdca:4.1"], hop: ["hda:5.up"] });
    expect(asked("/lineage/hdca:10?sides=upstream&bring=hda:3")).toEqual({ seed: ["hdca:10"], sides: ["upstream"], bring: ["hda:3"] });
  });
  it("is the same wherever the picture stands and whatever is chosen in it", () => {
    expect(asked("/histories/2?selected=hda:1&at=1,2,0.5&as=table&find=heat")).toEqual({ history: ["2"] });
  });
  it("is only the way between two when one says so", () => {
    expect(asked("/histories/2?selected=hda:1&second=hda:2")).toEqual({ history: ["2"] });
    expect(asked("/histories/2?selected=hda:1&second=hda:2&only=way")).toEqual({ history: ["2"], only: ["hda:1,hda:2"] });
  });
  it("names what is left out, even when it is nothing", () => {
    expect(asked("/histories/2?hide=")).toEqual({ history: ["2"], hide: [""] });
    expect(asked("/histories/2?hide=deleted,uploads&tool=align_reads&tool=trim_reads&state=error")).toEqual({
      history: ["2"], hide: ["deleted,uploads"], tool: ["align_reads", "trim_reads"], state: ["error"],
    });
  });
});

it("asks for more items where the address says so", () => {
  expect(asked("/histories/2?limit=5000&trail=hda:1")).toEqual({ history: ["2"], limit: ["5000"] });
  expect(asked("/histories/2?limit=lots")).toEqual({ history: ["2"] });
});

describe("filters", () => {
  const route = (address: string): GraphRoute => parse(address) as GraphRoute;
  it("leave out what is deleted in a history, and nothing in a lineage", () => {
    expect(hiddenKinds(route("/histories/2"))).toEqual(["deleted"]);
    expect(hiddenKinds(route("/lineage/hda:2"))).toEqual([]);
    expect(hiddenKinds(route("/histories/2?hide="))).toEqual([]);
  });
  it("toggle a kind and back", () => {
    expect(toggledKind(["deleted"], "uploads")).toEqual(["deleted", "uploads"]);
    expect(toggledKind(toggledKind(["deleted"], "uploads"), "uploads")).toEqual(["deleted"]);
  });
  it("say that they are on, and what they took away", () => {
    expect(isFiltered(route("/histories/2"))).toBe(false);
    expect(isFiltered(route("/histories/2?tool=x"))).toBe(true);
    expect(saidLeftOut({ deleted: 4, hidden: 10, tool: 11 })).toBe("4 deleted, 10 hidden, 11 by tool");
  });
});
