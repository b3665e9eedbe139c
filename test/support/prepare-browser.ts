import type { TestProject } from "vitest/node";
import { type FoundBrowser, findBrowser } from "./find-browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly browser: FoundBrowser;
  }
}

/** Finds a Chromium before any test runs. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("browser", await findBrowser());
}
