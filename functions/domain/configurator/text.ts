import type { TextAttribute } from "./document.ts";

/** Control characters and halves of surrogate pairs: nothing that a shopper means to write on a product. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** Whether a text counts as written: it then has its price and shows its layers. */
export function isFilled(text: string): boolean {
  return text.trim() !== "";
}

/** The nearest text that the attribute accepts: without unprintable characters and cut to its length. */
export function fitText(attribute: Pick<TextAttribute, "maxLength">, text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cs}]/gu, "");
  const cut = printable.slice(0, attribute.maxLength);
  return isPrintable(cut) ? cut : cut.slice(0, -1);
}
