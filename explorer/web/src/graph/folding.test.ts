import { describe, expect, it } from "vitest";
import { foldCard, foldHop, loadHop, pageOf, pagesOf, toggleRun, unfold, type Way } from "./folding";
import { format, parse, PLAIN, stateOf, type GraphRoute, type ViewState } from "../url";

const KEYS = ["hda:1", "hdca:2", "tool_execution:3", "hda:4"];
const WAYS: Way[] = ["up", "down"];
const SEED = "hda:1";

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Act = (state: ViewState) => Partial<ViewState>;
/** An act and the one that takes it back, where it can be done at all. */
function drawn(state: ViewState, next: () => number): [Act, Act] | null {
  const key = KEYS[Math.floor(next() * KEYS.length)]!;
  const way = WAYS[Math.floor(next() * 2)]!;
  const choice = Math.floor(next() * 3);
  if (choice === 0) return pagesOf(state, SEED, key, way) ? null : [(now) => loadHop(now, SEED, key, way), (now) => foldHop(now, SEED, key, way)];
  if (choice === 1) return pageOf(state, key) === null ? [(now) => unfold(now, key, Math.floor(next() * 3)), (now) => foldCard(now, key)] : null;
  return [(now) => toggleRun(now, "workflow_invocation:5"), (now) => toggleRun(now, "workflow_invocation:5")];
}
/** What a state asks for: the order in which things were opened is not part of it. */
const meaning = (state: ViewState): unknown => ({ ...state, hops: [...state.hops].sort(), open: [...state.open].sort(), fold: [...state.fold].sort() });

describe("folding", () => {
  it("gives the state before, whatever was opened and folded in between", () => {
    for (let seed = 0; seed < 300; seed++) {
      const next = numbers(seed);
      let state: ViewState = PLAIN;
      const undo: Act[] = [];
      for (let step = 0; step < 12; step++) {
        const acts = drawn(state, next);
        if (!acts) continue;
        state = { ...state, ...acts[0](state) };
        undo.push(acts[1]);
      }
      for (const act of undo.reverse()) state = { ...state, ...act(state) };
      expect(meaning(state)).toEqual(meaning(PLAIN));
    }
  });
  it("comes through the address unchanged", () => {
    for (let seed = 0; seed < 100; seed++) {
      const next = numbers(seed);
      let state: ViewState = PLAIN;
      for (let step = 0; step < 8; step++) state = { ...state, ...drawn(state, next)?.[0](state) };
      const route: GraphRoute = { page: "lineage", seed: SEED, selected: null, state };
      expect(stateOf(parse(format(route)) as GraphRoute)).toEqual(state);
    }
  });
  it("opens both sides of the seed at first, and folds one of them alone", () => {
    expect(pagesOf(PLAIN, SEED, SEED, "up")).toBe(1);
    const folded = { ...PLAIN, ...foldHop(PLAIN, SEED, SEED, "up") };
    expect(folded.sides).toBe("downstream");
    expect({ ...folded, ...loadHop(folded, SEED, SEED, "up") }.sides).toBe("both");
  });
  it("loads a page more where a side has more neighbours than one", () => {
    const once = { ...PLAIN, ...loadHop(PLAIN, null, "hda:4", "down") };
    expect({ ...once, ...loadHop(once, null, "hda:4", "down") }.hops).toEqual(["hda:4.down.2"]);
  });
  it("turns the page of an opened card in place", () => {
    const opened = { ...PLAIN, ...unfold(PLAIN, "hdca:2") };
    const turned = { ...opened, ...unfold(opened, "hdca:2", 1) };
    expect(turned.open).toEqual(["hdca:2.1"]);
    expect(pageOf(turned, "hdca:2")).toBe(1);
  });
});
