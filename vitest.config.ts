import { defineConfig } from "vitest/config";

/** As many as there are cores on a small machine; Vitest would leave one free. */
const UNIT_FILES_AT_ONCE = 2;
/** Each file starts a platform of its own, some 30 threads, and waits for it half of the time. */
const PLATFORMS_AT_ONCE = 3;
/** With a browser beside it. A page that waits for busy cores misses its time. */
const BROWSERS_AT_ONCE = 2;

/**
 * `unit` needs nothing but the sources. `platform` runs against the whole local platform, started once from the synthesized template by
 * its global setup; `browser` adds a real Chromium to that.
 */
export default defineConfig({
  test: {
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: process.env.LATCHKEY_TEST_REPORT ?? ".cache/test-report.json" }]]
      : ["default"],
    projects: [
      {
        test: {
          name: "unit",
          isolate: false,
          setupFiles: ["test/support/leave-no-trace.ts"],
          include: ["test/unit/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: UNIT_FILES_AT_ONCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "platform",
          isolate: false,
          setupFiles: ["test/support/leave-no-trace.ts"],
          include: ["test/platform/**/*.test.ts"],
          globalSetup: ["test/support/synthesize-once.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: PLATFORMS_AT_ONCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          isolate: false,
          setupFiles: ["test/support/leave-no-trace.ts"],
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/support/synthesize-once.ts", "test/support/prepare-browser.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: BROWSERS_AT_ONCE,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
