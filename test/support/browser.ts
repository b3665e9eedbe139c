import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { type LaunchOptions, launchFound } from "./find-browser.ts";

/** A real Chromium, with web security on. */
export function launchBrowser(options?: LaunchOptions): Promise<Browser> {
  return launchFound(inject("browser"), options);
}

/** What happens on a page that must not pass unseen. */
export interface PageWatch {
  readonly uncaughtErrors: string[];
  readonly consoleLines: string[];
  /** `METHOD url`, with the token cut out, of every request to the API. */
  readonly apiRequests: string[];
}

export function watchPage(page: Page, baseUrl: string): PageWatch {
  const watch: PageWatch = { uncaughtErrors: [], consoleLines: [], apiRequests: [] };
  page.on("pageerror", (error) => watch.uncaughtErrors.push(error.message));
  page.on("console", (message) => watch.consoleLines.push(message.text()));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === baseUrl && !/\.js$/.test(url.pathname)) {
      watch.apiRequests.push(`${request.method()} ${url.pathname}`);
    }
  });
  return watch;
}
