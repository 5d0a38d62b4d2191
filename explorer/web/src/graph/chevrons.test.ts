import { describe, expect, it } from "vitest";
import type { Card } from "./cards";
import { isFree, standsAt, widthOf, type Chevron } from "./chevrons";

const card = (x: number, y = 0): Card => ({ key: `${x}`, x, y, height: 56, fullHeight: 56, kind: "dataset" }) as Card;
const chevron = (more: Partial<Chevron> = {}): Chevron => ({ key: "", card: card(248), way: "down", count: 3, met: false, ...more });

describe("standsAt", () => {
  it("is 6 outside the card, at the port", () => {
    expect(standsAt(chevron(), 1)).toEqual({ x: 454, y: 28 });
    expect(standsAt(chevron({ way: "up" }), 1)).toEqual({ x: 242 - widthOf(3), y: 28 });
  });
  it("keeps its size on the screen, so it takes more of the graph from afar", () => {
    expect(standsAt(chevron({ way: "up" }), 0.5).x).toBe(242 - 2 * widthOf(3));
  });
  it("is on the card's own line where lines meet that side", () => {
    expect(standsAt(chevron({ met: true }), 1).y).toBe(56);
  });
});

describe("isFree", () => {
  const beside = [card(248), card(496)];
  it("fits between two columns at life size", () => {
    expect(isFree(chevron(), beside, 1)).toBe(true);
  });
  it("would cover the next card from afar", () => {
    expect(isFree(chevron(), beside, 0.6)).toBe(false);
    expect(isFree(chevron(), [card(248), card(496, 200)], 0.6)).toBe(true);
  });
  it("covers its own card where lines meet", () => {
    expect(isFree(chevron({ met: true }), beside, 1)).toBe(false);
  });
});
