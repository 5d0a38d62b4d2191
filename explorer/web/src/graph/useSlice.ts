/** What lies between the two chosen cards, whichever of them comes first. */
import { watch } from "vue";
import { useAnswer } from "../api/answer";
import { fetchWay } from "../api/client";
import { graphRoute, scene, state } from "./scene";
import { fedBy } from "./selection";

async function way(one: string, other: string, signal: AbortSignal): Promise<{ from: string; to: string; keys: string[] }> {
  const there = await fetchWay(one, other, signal);
  const found = there.length ? there : await fetchWay(other, one, signal);
  const [from, to] = there.length ? [one, other] : [other, one];
  return { from, to, keys: found.map((ref) => `${ref.src}:${ref.id}`) };
}

export function useSlice(): void {
  const answer = useAnswer(
    () => (graphRoute.value?.selected && state.value?.second ? `${graphRoute.value.selected} ${state.value.second}` : null),
    (pair, signal) => way(pair.split(" ")[0]!, pair.split(" ")[1]!, signal),
    false,
  );
  watch(() => [answer.data, scene.picture] as const, ([found, picture]) => {
    if (!found || !picture) return (scene.slice = null);
    const { from, to } = found;
    const keys = new Set(found.keys.filter((key) => picture.byKey.has(key)));
    const lit = new Set([from, to, ...keys, ...fedBy(keys, picture)]);
    return (scene.slice = { from, to, keys, total: found.keys.length, lit });
  }, { immediate: true });
}
