import { describe, expect, it } from "vitest";
import { mapLabels } from "./blocks";
import type { Card } from "./cards";

const card = (key: string, y: number, kind: Card["kind"] = "execution", x = 0): Card => ({ key, kind, name: key, x, y, height: 56, fullHeight: 56 }) as Card;

describe("names at Map", () => {
  const cards = [card("data", 0, "dataset"), card("below", 88), card("beside", 88, "execution", 248)];
  const named = (k: number): string[] => mapLabels(cards, k).map((label) => label.key);

  it("are those of executions", () => expect(named(0.5)).toEqual(["below", "beside"]));
  it("are left out where a card above is in the way", () => expect(named(0.3)).toEqual(["beside"]));
});
