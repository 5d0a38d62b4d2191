import { describe, expect, it } from "vitest";
import { PLAIN } from "../url";
import type { Card } from "./cards";
import type { Ref } from "../api/types";
import { further, lineageShown } from "./further";
import { flowOf } from "./selection";

/*  (2) a ─→ t ┆ seed ─→ u ┆ b (3)
 *      r ─────────────┘
 *  (n): neighbours that are not loaded, away from the seed; r is read beside it and comes from 1 more. */
const card = (key: string, upstream = 0, downstream = 0, isSeed = false): Card => {
  const [src, id] = key.split("@")[0]!.split(":") as [Ref["src"], string];
  return { key, isSeed, more: { upstream, downstream }, ref: { src, id }, node: { src, id }, kind: src === ("te" as string) ? "execution" : "dataset" } as Card;
};
const cards = [card("hda:a", 2, 5), card("te:t"), card("hda:seed", 0, 0, true), card("te:u"), card("hda:b", 0, 3), card("hda:r", 1)];
const flow = flowOf(
  [{ source: "hda:a", target: "te:t" }, { source: "hda:seed", target: "te:u" }, { source: "hda:r", target: "te:u" }],
  [{ source: "te:t", target: "hda:seed", path: "" }, { source: "te:u", target: "hda:b", path: "" }],
);
const picture = { cards, flow, byKey: new Map(cards.map((one) => [one.key, one])) };

describe("further", () => {
  it("goes on away from the seed only", () => {
    expect(further(PLAIN, picture)).toEqual({ count: 5, state: { sides: "both", hops: ["hda:a.up", "hda:b.down"] } });
  });
  it("does not go on beyond the stub of a hub, which has no side to open", () => {
    const stubbed = [...cards.filter((one) => one.key !== "hda:a"), { ...card("hda:a@te:t", 2), kind: "stub" } as Card];
    const lines = flowOf([{ source: "hda:a@te:t", target: "te:t" }], [{ source: "te:t", target: "hda:seed", path: "" }]);
    expect(further(PLAIN, { cards: stubbed, flow: lines, byKey: new Map(stubbed.map((one) => [one.key, one])) }).count).toBe(0);
  });
  it("opens a side of the seed that is folded", () => {
    const alone = [card("hda:seed", 4, 0, true)];
    const found = further({ ...PLAIN, sides: "none" }, { cards: alone, byKey: new Map([["hda:seed", alone[0]!]]), flow: flowOf([], []) });
    expect(found).toEqual({ count: 4, state: { sides: "upstream", hops: [] } });
  });
  it("says when there is more than an address may hold", () => {
    const state = { ...PLAIN, hops: Array.from({ length: 199 }, (_, i) => `hda:x${i}.up`) };
    expect(further(state, picture)).toEqual({ count: 5, state: null });
  });
  it("has nothing to add to a history, which has no seed", () => {
    expect(further(PLAIN, { ...picture, cards: [card("hda:a", 2)] })).toEqual({ count: 0, state: null });
  });
});

/*   hub@t ─┐        ┌─ s
 *   a ──── t ─── seed ── u ── b        x stands beside it; s was made with the seed
 */
describe("lineageShown", () => {
  const shown = ["hda:a", "te:t", "hda:seed", "hda:s", "te:u", "hda:b", "hda:hub@te:t", "hda:x"].map((key) => card(key, 0, 0, key === "hda:seed"));
  const lines = flowOf(
    [{ source: "hda:a", target: "te:t" }, { source: "hda:hub@te:t", target: "te:t" }, { source: "hda:seed", target: "te:u" }, { source: "hda:x", target: "te:u" }],
    [{ source: "te:t", target: "hda:seed", path: "" }, { source: "te:t", target: "hda:s", path: "" }, { source: "te:u", target: "hda:b", path: "" }],
  );
  const of = (list: Card[]): number => lineageShown({ cards: list, byKey: new Map(list.map((one) => [one.key, one])), flow: lines });
  it("counts both ways, and what was made on the way, not what stands beside", () => expect(of(shown)).toBe(7));
  it("counts a thing once, however many stubs it has", () => expect(of(shown.map((one) => (one.key === "hda:a" ? { ...one, ref: { src: "hda", id: "hub" } } : one)))).toBe(6));
  it("does not count what may not be read", () => expect(of(shown.map((one) => (one.key === "hda:a" ? { ...one, node: { src: "hda", id: "r", restricted: true } as unknown as Card["node"] } : one)))).toBe(6));
  it("is nothing without a seed", () => expect(of(shown.map((one) => ({ ...one, isSeed: false })))).toBe(0));
});
