/** Light or dark: the system's preference until the reader chooses; the choice is remembered by the browser. */
import { ref, watchEffect } from "vue";

export type Theme = "system" | "light" | "dark";
const KEY = "galaxy-lineage-theme";

function remembered(): Theme {
  try {
    const theme = window.localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

export const theme = ref<Theme>(remembered());

export function toggleTheme(): void {
  const dark = theme.value === "dark" || (theme.value === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  theme.value = dark ? "light" : "dark";
  try {
    window.localStorage.setItem(KEY, theme.value);
  } catch {
    // A browser that keeps nothing: the choice holds for this visit.
  }
}

/* On the body: at the root the tokens' own `color-scheme: light dark` comes later and would win. */
watchEffect(() => {
  if (theme.value === "system") delete document.body.dataset.theme;
  else document.body.dataset.theme = theme.value;
});
