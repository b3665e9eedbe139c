import { type Browser, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

/**
 * A real Chromium.
 *
 * The arguments that `@sparticuz/chromium` recommends must not be used here: they hold `--disable-web-security`, which switches off CORS and
 * the `Origin` header, and with them everything that these tests are about.
 */
export async function launchBrowser(): Promise<Browser> {
  const libraries = inject("browserLibraries");
  return chromium.launch({
    executablePath: inject("browserPath"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    headless: true,
    ...(libraries !== "" && { env: { ...process.env, LD_LIBRARY_PATH: libraries } }),
  });
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
