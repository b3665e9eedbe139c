import { languageOf } from "../../../functions/domain/configurator/locale.ts";
import type { MountOptions, Opening } from "../core/types.ts";

/** What a page asked for and the configurator does not have, in a line each: the shopper sees the default in its place. */
export function missedWishes(
  { loaded, resumed }: Opening,
  { locale, currency }: Pick<MountOptions, "locale" | "currency">,
): readonly string[] {
  const { locales, pricing } = (resumed?.migration ?? loaded).document;
  const isSpoken = locale === undefined || locales.some((offered) => languageOf(offered) === languageOf(locale));
  const isPriced = currency === undefined || pricing.currencies.includes(currency);
  return [
    ...(isSpoken ? [] : [`The configurator has no texts in "${locale}", only in ${locales.join(", ")}.`]),
    ...(isPriced ? [] : [`The configurator has no prices in "${currency}", only in ${pricing.currencies.join(", ")}.`]),
  ];
}
