import type { RandomBytes } from "../../domain/base62.ts";
import type { Table } from "../../store/table.ts";

/** What the token operations work with. */
export interface TokenParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
  /** Part of what the API promises when it revokes a public token. */
  readonly edgeCacheSeconds: number;
  /** For work on many tokens, which must end before the function does. */
  readonly now: () => number;
}
