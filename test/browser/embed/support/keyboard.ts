import type { Page } from "playwright-core";

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Name of what has the keyboard, or the value of a radio button. */
export function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement;
    if (!(element instanceof HTMLElement)) return "nothing";
    if (element instanceof HTMLInputElement && element.type === "radio") return element.value;
    return (
      element.getAttribute("aria-label") ??
      element.closest(".attribute")?.querySelector(".name")?.textContent ??
      element.textContent
    );
  });
}
