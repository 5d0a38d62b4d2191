import { describe, expect, it } from "vitest";
import { executionInGalaxy, inGalaxy } from "./galaxy";
import { introduce, readerName } from "./server";
import type { ToolExecution } from "./types";

const says = (galaxy_url: string | undefined, name: string | null = null, is_admin = false): void =>
  introduce({ instances: [{ instance: "other", synced: null, age: null }, { instance: "main", synced: null, age: null, ...(galaxy_url ? { galaxy_url } : {}) }], reader: { name, is_admin } });
const ran = (...ids: string[]): ToolExecution => ({ jobs: { total: ids.length, states: {}, items: ids.map((id) => ({ src: "job", id })) }, history: { id: "h1", name: "RNA" } }) as unknown as ToolExecution;

describe("Galaxy's own pages", () => {
  it("are linked to by the ids that Galaxy knows", () => {
    says("https://galaxy.example.org/sub");
    expect(inGalaxy("dataset", "f2db41e1fa331b3e")).toBe("https://galaxy.example.org/sub/datasets/f2db41e1fa331b3e");
    expect(inGalaxy("history", "a/../b")).toBe("https://galaxy.example.org/sub/histories/view?id=a%2F..%2Fb");
  });
  it("show one job, and of many the history", () => {
    says("https://galaxy.example.org");
    expect(executionInGalaxy(ran("j1"), "h2")).toBe("https://galaxy.example.org/jobs/j1/view");
    expect(executionInGalaxy(ran("j1", "j2"), "h2")).toBe("https://galaxy.example.org/histories/view?id=h1");
  });
  it("are unknown where nobody said where Galaxy is", () => {
    says(undefined);
    expect(inGalaxy("dataset", "f2db41e1fa331b3e")).toBeNull();
    expect(executionInGalaxy(ran("j1"), "h2")).toBeNull();
  });
});

describe("who asks", () => {
  it("has a name, or is told by what he may", () => {
    says(undefined, "mei-tanaka");
    expect(readerName()).toBe("mei-tanaka");
    says(undefined, null, true);
    expect(readerName()).toBe("administrator");
    says(undefined);
    expect(readerName()).toBe("anonymous");
  });
});
