import { resolveLocale } from "../../../functions/domain/configurator/locale.ts";
import type { MountOptions } from "../core/types.ts";

/** Language and currency that the page or the shopper asked for. */
export type Preferences = Pick<MountOptions, "locale" | "currency">;

/** The best offered locale: what was asked for, the language of the page around the element, then the browser's. */
export function pickLocale(offered: readonly string[], host: HTMLElement, { locale }: Preferences): string {
  const pageLocale = host.closest<HTMLElement>("[lang]")?.lang;
  return resolveLocale(
    offered,
    [locale, pageLocale, ...navigator.languages].filter((tag) => tag !== undefined),
  );
}

export function pickCurrency(offered: readonly string[], { currency }: Preferences): string {
  return offered.find((code) => code === currency) ?? offered[0] ?? "";
}
