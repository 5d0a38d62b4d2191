import { effectScope, nextTick, ref } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useAnswer, type Answer } from "./answer";
import { ApiError } from "./client";
import { connection } from "./connection";

const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await nextTick();
};
const away = (): Promise<never> => Promise.reject(new ApiError("away", "no answer"));

describe("useAnswer", () => {
  let scope = effectScope();
  let server: () => Promise<string>;
  const key = ref("a");

  function start(): Answer<string> {
    scope = effectScope();
    return scope.run(() => useAnswer(() => key.value, () => server()))!;
  }
  beforeEach(() => {
    vi.useFakeTimers();
    key.value = "a";
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("asks again when its key changes, and keeps the old answer meanwhile", async () => {
    server = () => Promise.resolve(`answer ${key.value}`);
    const answer = start();
    await settle();
    expect(answer.data).toBe("answer a");
    let answered: (answer: string) => void = () => undefined;
    server = () => new Promise((resolve) => (answered = resolve));
    key.value = "b";
    await settle();
    expect(answer).toMatchObject({ data: "answer a", loading: true });
    answered("answer b");
    await settle();
    expect(answer).toMatchObject({ data: "answer b", loading: false });
  });

  it("says what is missing, and forgets what it knew", async () => {
    server = () => Promise.reject(new ApiError("missing", "No such history."));
    const answer = start();
    await settle();
    expect(answer).toMatchObject({ data: null, failure: "missing", message: "No such history." });
  });

  it("keeps the answer while the server is away, and asks again when it is back", async () => {
    let ready = false;
    vi.stubGlobal("fetch", () => Promise.resolve({ ok: ready }));
    server = () => Promise.resolve("first");
    const answer = start();
    await settle();
    server = away;
    key.value = "b";
    await settle();
    expect(answer).toMatchObject({ data: "first", failure: "away" });
    expect(connection).toMatchObject({ away: true, seconds: 2 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(connection).toMatchObject({ away: true, seconds: 4 });
    ready = true;
    server = () => Promise.resolve("second");
    await vi.advanceTimersByTimeAsync(4000);
    await settle();
    expect(connection.away).toBe(false);
    expect(answer).toMatchObject({ data: "second", failure: null });
  });
});
