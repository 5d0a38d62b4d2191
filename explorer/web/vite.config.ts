import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

/** Everything comes from the server's own origin: nothing is inlined, so that a strict CSP holds. */
export default defineConfig({
  plugins: [vue()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022", cssTarget: ["chrome123", "firefox121", "safari17.5"] },
  server: { fs: { allow: [".."] }, proxy: { "/api": "http://127.0.0.1:8765", "/healthz": "http://127.0.0.1:8765" } },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
