export const SERVICE_ACCOUNT_STATES = ["active", "disabled"] as const;
export type ServiceAccountState = (typeof SERVICE_ACCOUNT_STATES)[number];

const NAME_CHARACTERS_MAX = 64;

/**
 * A name that would be accepted in the place of one that was not: `Web Shop (EU)` becomes `Web-Shop-EU`. Undefined when nothing is left to
 * suggest, and for a text that may hold a token, which must not come back in an error.
 */
export function suggestServiceAccountName(text: string): string | undefined {
  if (text.length > NAME_CHARACTERS_MAX || /lk[psv]_/i.test(text)) return undefined;
  const name = text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, NAME_CHARACTERS_MAX);
  return name === "" ? undefined : name;
}
