import { describe, expect, it } from "vitest";
import { iconOf, isAlarm, stateWord, toneOf, wordOf, worst, worstFirst } from "./states";

describe("states", () => {
  it("lets one bad element speak for its collection", () => {
    expect(worst({ ok: 95, error: 1 })).toBe("error");
    expect(stateWord({ ok: 95, error: 1 }, true)).toBe("1 error");
  });
  it("orders them worst first", () => {
    expect(worstFirst({ ok: 3, queued: 1, running: 2, paused: 1 })).toEqual(["paused", "running", "queued", "ok"]);
  });
  it("says the word alone for one item", () => {
    expect(stateWord({ ok: 1 }, false)).toBe("ok");
  });
  it("calls nothing at all empty", () => {
    expect(worst({})).toBe("empty");
  });
  it("shows a state that it does not know under its own word, before ok", () => {
    expect(wordOf("setting_metadata")).toBe("setting metadata");
    expect(worst({ ok: 2, marvellous: 1 })).toBe("marvellous");
    expect(toneOf("marvellous")).toBe("new");
    expect(iconOf("marvellous")).toBe("new");
  });
  it("asks for attention unless it is fine or empty", () => {
    expect(["ok", "empty", "error", "running"].map(isAlarm)).toEqual([false, false, true, true]);
  });
});
