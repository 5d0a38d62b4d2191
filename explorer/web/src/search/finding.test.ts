import { describe, expect, it } from "vitest";
import type { Hit } from "../api/search";
import type { Card } from "../graph/cards";
import { foundIn, matches, stepped, wordsOf } from "./finding";

const card = (id: string, name: string, more: Partial<Card> = {}): Card =>
  ({ key: `hda:${id}`, ref: { src: "hda", id }, name, eyebrow: `${id} · tabular`, kind: "dataset", count: null, beside: null, node: { src: "hda", id, name, hid: Number(id), extension: "tabular" }, ...more }) as Card;
const hit = (id: string, name: string, history: string): Hit => ({ src: "hda", id, kind: "hda", name, hid: 1, extension: "svg", history: { id: history, name: `History ${history}` } });

const has = (one: Card, query: string): boolean => matches(one, wordsOf(query));

describe("matches", () => {
  it("wants all words, the last as a beginning", () => {
    expect(has(card("1", "Heat-induced genes"), "heat gen")).toBe(true);
    expect(has(card("1", "Heat-induced genes"), "hea genes")).toBe(false);
    expect(has(card("1", "Reheated"), "heat")).toBe(false);
    expect(has(card("1", "x"), "tab")).toBe(true);
    expect(has(card("1", "x"), " ")).toBe(false);
  });
  it("wants a number whole, as the server does", () => {
    expect(has(card("1", "Reads 42"), "42")).toBe(true);
    expect(has(card("1", "Reads 420"), "reads 42")).toBe(false);
    expect(has(card("1", "SRR4711"), "srr47")).toBe(true);
  });
  it("takes the words of a card apart once, whatever is asked", () => {
    let reads = 0;
    const one = Object.defineProperty(card("1", ""), "name", { get: () => ((reads += 1), "Heat-induced genes") });
    expect([has(one, "h"), has(one, "he"), has(one, "genes"), has(one, "cold")]).toEqual([true, true, true, false]);
    expect(reads).toBe(1);
  });
});

describe("foundIn", () => {
  const cards = [card("3", "Heat reads"), card("5", "Counts"), card("7", "Heatmap")];
  it("begins with what is on the canvas, as drawn; then what is not, by history", () => {
    const found = foundIn(cards, [hit("9", "Heatmap", "6"), hit("7", "Heatmap", "2"), hit("8", "Heat", "5")], "heat", "2");
    expect(found.map((row) => [row.key, row.loaded, row.where])).toEqual([["hda:3", true, null], ["hda:7", true, null], ["hda:8", false, "History 5"], ["hda:9", false, "History 6"]]);
  });
  it("takes what the server knows of a card that the page does not, such as a tag", () => {
    expect(foundIn(cards, [hit("5", "Counts", "2")], "tagged", "2").map((row) => row.key)).toEqual(["hda:5"]);
  });
});

describe("stepped", () => {
  it("goes round", () => {
    expect([stepped(null, 1, 3), stepped(null, -1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(0, 1, 0)]).toEqual([0, 2, 0, 2, null]);
  });
});
