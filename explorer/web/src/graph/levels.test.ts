import { describe, expect, it } from "vitest";
import type { Card } from "./cards";
import { cardAt, entry, neighbour } from "./focus";
import { cardsIn, levelOf, windowAround, windowOf } from "./levels";
import { belowHead, boundsOf, firstView, fit, reveal, revealBox, zoomed } from "./viewport";

const card = (key: string, x: number, y: number): Card => ({ key, x, y, height: 56, fullHeight: 56 }) as Card;

/*  a   c
 *  b      d   (columns 248 apart) */
const [a, b, c, d] = [card("a", 0, 0), card("b", 0, 100), card("c", 248, 0), card("d", 496, 100)];
const CARDS = [a, b, c, d];

describe("levelOf", () => {
  it.each([
    [1, 36, "read"],
    [1, 37, "scan"],
    [0.99, 10, "scan"],
    [1 / 0.62 * 0.62 - Number.EPSILON, 10, "read"],
    [0.6, 61, "bulk"],
    [1.5, 180, "bulk"],
    [1.5, 181, "map"],
    [0.49, 1, "map"],
  ])("zoom %d with %d cards: %s", (k, cards, level) => expect(levelOf(k, cards)).toBe(level));
});

describe("windowAround", () => {
  const shown = { x: 0, y: 0, width: 100, height: 50 };
  const around = windowAround(shown, undefined);
  it("reaches beyond what is shown", () => expect(around).toEqual({ x: -30, y: -15, width: 160, height: 80 }));
  it("stays while what is shown is in it", () => {
    expect(windowAround({ ...shown, x: 30, y: -15 }, around)).toBe(around);
    expect(windowAround({ ...shown, width: 60, height: 30 }, around)).toBe(around);
  });
  it("is another one where what is shown leaves it, or has become small", () => {
    expect(windowAround({ ...shown, x: 31 }, around).x).toBe(1);
    expect(windowAround({ ...shown, width: 50, height: 25 }, around).width).toBe(80);
  });
});

describe("cardsIn", () => {
  it("keeps what a canvas shows", () => {
    const window = windowOf({ x: -300, y: 0, k: 1 }, 100, 80);
    expect(cardsIn(CARDS, window).map((one) => one.key)).toEqual(["c"]);
  });
});

describe("views", () => {
  it("fits everything, never larger than life", () => {
    expect(fit(boundsOf([a]), 1440, 800)).toEqual({ k: 1, x: 620, y: 372 });
  });
  it("begins with everything if that can be read", () => {
    expect(firstView(CARDS, d, 1440, 800).k).toBe(1);
  });
  it("begins at the newest result if the whole cannot be read", () => {
    const long = Array.from({ length: 40 }, (_, i) => card(String(i), i * 248, 0));
    const view = firstView(long, long[39]!, 1000, 800);
    expect(view.k).toBe(0.62);
    expect(view.x + (39 * 248 + 200) * 0.62).toBeCloseTo(960);
  });
  it("zooms around a point, within bounds", () => {
    expect(zoomed({ x: 10, y: 20, k: 1 }, 2, [110, 120])).toEqual({ x: -90, y: -80, k: 2 });
    expect(zoomed({ x: 0, y: 0, k: 1 }, 9, [0, 0]).k).toBe(2);
  });
  it("moves as little as needed to reveal a card", () => {
    const view = { x: 0, y: 0, k: 1 };
    expect(reveal(view, c, 600, 300)).toEqual({ x: 0, y: 40, k: 1 });
    expect(reveal({ x: 0, y: 40, k: 1 }, c, 600, 300)).toEqual({ x: 0, y: 40, k: 1 });
    expect(reveal(view, d, 600, 300).x).toBe(-136);
  });
  it("makes room for a bar at the head, where it would cover the top of the picture", () => {
    expect(belowHead({ x: 5, y: 20, k: 1 }, CARDS)).toEqual({ x: 5, y: 64, k: 1 });
    const [clear, above] = [{ x: 5, y: 64, k: 1 }, { x: 5, y: -300, k: 1 }];
    expect(belowHead(clear, CARDS)).toBe(clear);
    expect(belowHead(above, CARDS)).toBe(above);
  });
  it("of a part that is larger than the canvas it shows the beginning", () => {
    expect(revealBox({ x: 0, y: 0, k: 1 }, { x: -500, y: 60, width: 900, height: 56 }, 600, 300)).toEqual({ x: 500, y: 0, k: 1 });
  });
});

describe("arrows", () => {
  it("go to the spatial neighbour", () => {
    expect(neighbour(CARDS, a, "ArrowRight")).toBe(c);
    expect(neighbour(CARDS, a, "ArrowDown")).toBe(b);
    expect(neighbour(CARDS, b, "ArrowRight")).toBe(c);
    expect(neighbour(CARDS, c, "ArrowRight")).toBe(d);
    expect(neighbour(CARDS, d, "ArrowLeft")).toBe(c);
  });
  it("stop at the edge", () => {
    expect(neighbour(CARDS, a, "ArrowLeft")).toBeNull();
    expect(neighbour(CARDS, a, "ArrowUp")).toBeNull();
  });
  it("begin at the chosen card, else at the first of the first column", () => {
    expect(entry(CARDS, "d")).toBe(d);
    expect(entry([d, c, b, a], null)).toBe(a);
  });
});

describe("cardAt", () => {
  it("finds the card under a point, and nothing beside it", () => {
    expect(cardAt(CARDS, 250, 10)).toBe(c);
    expect(cardAt(CARDS, 230, 10)).toBeNull();
  });
});
