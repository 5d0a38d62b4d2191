/** The server being away: one state for the whole page, which tries again by itself and then repeats what failed. */
import { reactive, readonly } from "vue";
import { isReady } from "./client";

const WAITS = [2, 4, 8, 15, 30];

const state = reactive({ away: false, seconds: 0, trying: false });
export const connection = readonly(state);

const pending = new Set<() => void>();
let attempt = 0;
let ticker: number | undefined;

function wait(): void {
  window.clearInterval(ticker);
  state.seconds = WAITS[Math.min(attempt, WAITS.length - 1)]!;
  ticker = window.setInterval(() => {
    state.seconds -= 1;
    if (state.seconds <= 0) void tryNow();
  }, 1000);
}

/** Says that a request found no server; `again` repeats it when the server is back. */
export function reportAway(again: () => void): void {
  pending.add(again);
  if (state.away) return;
  state.away = true;
  attempt = 0;
  wait();
}

/** Gives up on repeating a request whose answer nobody waits for any more. */
export function forget(again: () => void): void {
  pending.delete(again);
}

export async function tryNow(): Promise<void> {
  window.clearInterval(ticker);
  state.trying = true;
  const ready = await isReady();
  state.trying = false;
  if (ready) return recover();
  attempt += 1;
  wait();
}

function recover(): void {
  state.away = false;
  const repeats = [...pending];
  pending.clear();
  for (const again of repeats) again();
}
