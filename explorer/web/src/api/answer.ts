/** An answer of the API that follows what it depends on: the old one stays until the new one is there. */
import { onScopeDispose, shallowReactive, watch } from "vue";
import { ApiError, type Failure } from "./client";
import { forget, reportAway } from "./connection";

export interface Answer<T> {
  data: T | null;
  loading: boolean;
  failure: Failure | null;
  message: string;
}

/**
 * Asks whenever `key` changes (null: asks nothing). While the server is away the old answer stays and the question
 * is repeated when it is back. `keep`: whether the old answer stays in view while a new key loads.
 */
export function useAnswer<K, T>(key: () => K | null, ask: (key: K, signal: AbortSignal) => Promise<T>, keep = true): Answer<T> {
  const answer = shallowReactive<Answer<T>>({ data: null, loading: false, failure: null, message: "" });
  let control: AbortController | null = null;

  async function load(value: K, signal: AbortSignal): Promise<void> {
    try {
      const data = await ask(value, signal);
      if (!signal.aborted) Object.assign(answer, { data, loading: false, failure: null });
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  function fail(error: unknown): void {
    const problem = error instanceof ApiError ? error : new ApiError("refused", String(error));
    Object.assign(answer, { loading: false, failure: problem.failure, message: problem.message });
    if (problem.failure === "away") reportAway(again);
    else answer.data = null;
  }

  function again(): void {
    control?.abort();
    forget(again);
    const value = key();
    if (value === null || !keep) answer.data = null;
    answer.failure = null;
    answer.loading = value !== null;
    if (value === null) return;
    control = new AbortController();
    void load(value, control.signal);
  }

  watch(key, again, { immediate: true });
  onScopeDispose(() => {
    control?.abort();
    forget(again);
  });
  return answer;
}
