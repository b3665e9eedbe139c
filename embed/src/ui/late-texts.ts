import { ar } from "./texts/ar.ts";
import { de } from "./texts/de.ts";
import { type LateTexts, lateEn } from "./texts/late-en.ts";
import type { Texts } from "./texts.ts";

export type { LateTexts };

const late: Readonly<Record<string, LateTexts>> = { en: lateEn, de, ar };

/** What parts of the extras say, in the language of the other texts. */
export function lateTextsFor({ tag }: Pick<Texts, "tag">): LateTexts {
  return late[tag] ?? lateEn;
}
