import { describe, expect, it } from "vitest";
import { age, between, bytes, duration, parseTime, plural } from "./words";

describe("words", () => {
  it.each([
    [0, "0 s"],
    [35, "35 s"],
    [227, "3 min 47 s"],
    [3600, "1 h"],
    [3725, "1 h 2 min"],
    [200000, "2 d 7 h"],
  ])("%d s is %s", (seconds, said) => expect(duration(seconds)).toBe(said));
  it.each([
    [305, "305 B"],
    [5200, "5.2 kB"],
    [4_400_000, "4.4 MB"],
  ])("%d bytes are %s", (size, said) => expect(bytes(size)).toBe(said));
  it("reads Galaxy's times as UTC", () => {
    expect(parseTime("2026-03-16T10:52:37.5")?.toISOString()).toBe("2026-03-16T10:52:37.500Z");
    expect(parseTime("2026-03-16T10:52:37Z")?.toISOString()).toBe("2026-03-16T10:52:37.000Z");
    expect(parseTime("never")).toBeNull();
  });
  it("measures between times, if both are known", () => {
    expect(between("2026-03-16T10:52:37", "2026-03-16T10:56:24")).toBe(227);
    expect(between(null, "2026-03-16T10:56:24")).toBeNull();
  });
  it("says an age in one unit", () => {
    const now = Date.UTC(2026, 2, 16, 12);
    expect(age("2026-03-16T11:58:00Z", now)).toBe("2 min");
    expect(age("2026-03-16T11:59:50Z", now)).toBe("less than a minute");
    expect(age("2026-03-10T12:00:00Z", now)).toBe("6 days");
  });
  it("counts", () => {
    expect([plural(1, "item"), plural(5240, "item"), plural(2, "history", "histories")]).toEqual(["1 item", "5,240 items", "2 histories"]);
  });
});
