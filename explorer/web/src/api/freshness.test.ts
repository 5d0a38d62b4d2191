import { describe, expect, it } from "vitest";
import { freshness, learn, STALE } from "./freshness";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const ages = (...synced: (string | null)[]) => ({ instances: synced.map((time, i) => ({ instance: String(i), synced: time, age: null })), reader: { name: null, is_admin: false } });

describe("freshness", () => {
  it("is that of the oldest Galaxy", () => {
    learn(ages("2026-11-21T11:59:00Z", "2026-11-21T11:00:00Z", null), NOW);
    expect(freshness).toMatchObject({ synced: "2026-11-21T11:00:00Z", isStale: true });
  });
  it("ends at its bound", () => {
    learn(ages(new Date(NOW - STALE).toISOString()), NOW);
    expect(freshness.isStale).toBe(false);
    learn(ages(new Date(NOW - STALE - 1).toISOString()), NOW);
    expect(freshness.isStale).toBe(true);
  });
  it("says nothing of a graph that was never synced", () => {
    learn(ages(null), NOW);
    expect(freshness).toMatchObject({ synced: null, isStale: false });
  });
});
