/** The reader's API key, for servers that ask for one: kept for this tab only, sent with every request. */
import { readonly, ref } from "vue";

const STORE = "galaxy-lineage-key";

function remembered(): string {
  try {
    return window.sessionStorage.getItem(STORE) ?? "";
  } catch {
    return "";
  }
}

const key = ref(remembered());
const wrong = ref(false);
/** Whether there is a key, and whether the server has refused it. */
export const hasKey = readonly(key);
export const keyIsWrong = readonly(wrong);

export const keyHeader = (): Record<string, string> => (key.value ? { "x-api-key": key.value } : {});

/** Takes another key, or none; the page begins anew, so that nothing of the other reader stays in it. */
export function useKey(text: string): void {
  key.value = text.trim();
  wrong.value = false;
  try {
    if (key.value) window.sessionStorage.setItem(STORE, key.value);
    else window.sessionStorage.removeItem(STORE);
  } catch {
    // A browser that keeps nothing: the key holds until the page is loaded again.
  }
}

/** Says that the server knows nobody with this key. */
export function refuseKey(): void {
  wrong.value = true;
}
