const KEY = "latchkey.preview-website";

/** The website whose pictures the previews show, as it was typed last in this browser. */
export function readWebsite(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function rememberWebsite(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // It then holds for this page.
  }
}
