import { describe, expect, it } from "vitest";
import { PLAIN } from "../url";
import type { Card } from "./cards";
import { further } from "./further";
import { flowOf } from "./selection";

/*  (2) a ─→ t ┆ seed ─→ u ┆ b (3)
 *      r ─────────────┘
 *  (n): neighbours that are not loaded, away from the seed; r is read beside it and comes from 1 more. */
const card = (key: string, upstream = 0, downstream = 0, isSeed = false): Card => ({ key, isSeed, more: { upstream, downstream } }) as Card;
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
