import { describe, expect, it } from "vitest";
import { actionOf, HELP, KEYS, type Action } from "./keys";

const pressed = (key: string, held: Partial<KeyboardEvent> = {}): Action | null => actionOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("keys", () => {
  it.each([
    ["ArrowLeft", "left"], ["ArrowDown", "down"], ["Enter", "open"], [" ", "choose"], ["e", "unfold"], ["c", "fold"], ["l", "lineage"],
    ["f", "fit"], ["+", "in"], ["=", "in"], ["-", "out"], ["0", "actual"], ["Escape", "back"],
  ])("%s does %s", (key, action) => expect(pressed(key)).toBe(action));
  it("go along the lineage with Shift", () => {
    expect(pressed("ArrowLeft", { shiftKey: true })).toBe("upstream");
    expect(pressed("ArrowRight", { shiftKey: true })).toBe("downstream");
  });
  it("are what they print, whatever is held to type them", () => {
    expect(pressed("?", { shiftKey: true })).toBe("help");
    expect(pressed("+", { shiftKey: true })).toBe("in");
  });
  it("leave the browser its own", () => {
    expect(pressed("f", { ctrlKey: true })).toBeNull();
    expect(pressed("ArrowLeft", { altKey: true })).toBeNull();
    expect(pressed("Tab")).toBeNull();
  });
  it("are each in the table once, and the help tells of them all", () => {
    const names = KEYS.flatMap(({ keys }) => keys);
    expect(new Set(names).size).toBe(names.length);
    const told = new Set(HELP.flatMap(([keys]) => keys));
    const printed: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "Space", Escape: "Esc", "=": "+" };
    for (const name of names.map((one) => one.replace("Shift+", ""))) expect(told).toContain(printed[name] ?? name);
  });
});
