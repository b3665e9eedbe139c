import type { Token, UpdateToken } from "../../../../../sdk/src/generated/types.ts";

/** Which of a token's two lists: the one that counts, or the one on trial. */
export type DomainList = "domains" | "trial";

/** The change that puts an entry on a list. */
export function withEntry(
  { domains, trial }: Pick<Token, "domains" | "trial">,
  pattern: string,
  list: DomainList,
): UpdateToken {
  const add = (entries: readonly string[]): readonly string[] => [...new Set([...entries, pattern])];
  if (list === "domains") return { domains: add(domains) };
  return trial === null ? {} : { trial: { ...trial, domains: add(trial.domains) } };
}

/** The change that takes an entry off a list. A list cannot be empty: its last entry stays. */
export function withoutEntry(
  { domains, trial }: Pick<Token, "domains" | "trial">,
  pattern: string,
  list: DomainList,
): UpdateToken {
  const remove = (entries: readonly string[]): readonly string[] => {
    const rest = entries.filter((entry) => entry !== pattern);
    return rest.length === 0 ? entries : rest;
  };
  if (list === "domains") return { domains: remove(domains) };
  return trial === null ? {} : { trial: { ...trial, domains: remove(trial.domains) } };
}
