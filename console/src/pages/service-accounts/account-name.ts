import { suggestServiceAccountName } from "../../../../functions/domain/service-account.ts";

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** What is wrong with a name while it is typed, and one that would do. */
export interface NameCheck {
  readonly error?: string;
  readonly suggestion?: string;
}

export function checkAccountName(typed: string): NameCheck {
  if (typed === "" || NAME.test(typed)) return {};
  if (typed.length > 64) return { error: "Use at most 64 characters." };
  const suggestion = suggestServiceAccountName(typed)?.toLowerCase();
  return {
    error: "Use letters, digits, - and _ only: no spaces, no special characters.",
    ...(suggestion !== undefined && { suggestion }),
  };
}
