import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/**
 * A real Chromium from npm alone, with the security of an ordinary one: the package's own list of arguments would switch
 * CORS off.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await sparticuz.executablePath();
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"], headless: true });
}
