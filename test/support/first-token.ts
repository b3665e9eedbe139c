import type { Page } from "playwright-core";

export interface FirstTokenStep {
  /** Name of the picture of this step in `docs/images`. */
  readonly name: string;
}

/**
 * From a fresh start to a public token that works on the demo shop: exactly what docs/guides/first-token.md tells a person to do, clicking
 * only what the pages name. The guide's pictures are taken at the same steps.
 *
 * @param onStep called when a step is on screen, before what is clicked next
 * @returns the token
 */
export async function makeFirstToken(
  page: Page,
  { consoleUrl, shopUrl }: { readonly consoleUrl: string; readonly shopUrl: string },
  onStep: (step: FirstTokenStep) => Promise<void> = async () => {},
): Promise<string> {
  await page.goto(consoleUrl);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: /Olivia Owner/ }).waitFor();
  await onStep({ name: "console-sign-in" });
  await page.getByRole("button", { name: /Olivia Owner/ }).click();
  await page.getByRole("rowheader", { name: "Demo shop" }).waitFor();
  await onStep({ name: "console-tokens" });

  await page.getByRole("button", { name: "Add token" }).click();
  const dialog = page.getByRole("dialog", { name: "Add token" });
  await dialog.getByLabel("Label", { exact: true }).fill("My first token");
  await dialog.getByRole("button", { name: "New service account" }).click();
  const account = page.getByRole("dialog", { name: "Add new service account" });
  await account.getByLabel("Name", { exact: true }).fill("my-shop");
  await account.getByRole("button", { name: /^Add/ }).click();
  await account.waitFor({ state: "detached" });
  await dialog.getByLabel("Domains", { exact: true }).fill(shopUrl);
  await dialog
    .getByText("stored as")
    .or(dialog.getByRole("list", { name: "How the domains are stored" }))
    .first()
    .waitFor();
  await onStep({ name: "console-add-token" });

  await dialog.getByRole("button", { name: "Add token" }).click();
  const saved = page.getByRole("dialog", { name: "Your new token" });
  const value = (await saved.getByRole("region", { name: "Token My first token" }).locator("code").innerText()).trim();
  await onStep({ name: "console-new-token" });
  await saved.getByRole("button", { name: "Done" }).click();

  await page.goto(`${shopUrl}/own/`);
  await page.getByLabel("Public token or embed id").fill(value);
  await page.getByRole("button", { name: "Load" }).click();
  await page.getByRole("radio", { name: "Dome" }).waitFor({ state: "attached" });
  await onStep({ name: "first-token-shop" });
  return value;
}
