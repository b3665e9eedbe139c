import type { Page } from "playwright-core";

/** Whether a secret is anywhere where a page can leave it. */
export async function isLeft(page: Page, secret: string): Promise<boolean> {
  const places = await page.evaluate(() => [
    document.documentElement.outerHTML,
    location.href,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    ...[...document.querySelectorAll("input, textarea")].map((field) => "value" in field && `${field.value}`),
  ]);
  return places.some((place) => typeof place === "string" && place.includes(secret.slice(16)));
}
