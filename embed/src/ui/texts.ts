import { resolveLocale } from "../../../functions/domain/configurator/locale.ts";
import { en, type Texts } from "./texts/en.ts";

export type { Texts };

/** Languages of the user interface; the first is the default. The texts of the others come with the extras. */
export const LANGUAGES = ["en", "de", "ar"];

const dictionaries: Record<string, Texts> = { en };

export function addTexts(more: Readonly<Record<string, Texts>>): void {
  Object.assign(dictionaries, more);
}

/** The texts of the user interface in the nearest language that there is. */
export function textsFor(preferred: readonly string[]): Texts {
  return dictionaries[resolveLocale(Object.keys(dictionaries), preferred)] ?? en;
}

/** Puts values into the `{places}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
