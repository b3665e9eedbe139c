import type { Call } from "../call.ts";
import type { TestDomainPatterns, TestedDomainPatterns } from "../generated/types.ts";
import type { RequestOptions } from "../options.ts";

/** Entries of a public token's list of domains. Scope `account_management:read`. */
export interface DomainPatterns {
  /** How each pattern would be stored or why it is refused, and which of them allow each origin. Stores nothing. */
  test(body: TestDomainPatterns, options?: RequestOptions): Promise<TestedDomainPatterns>;
}

export function createDomainPatterns(call: Call): DomainPatterns {
  return {
    test: (body, options) => call("testDomainPatterns", { body }, options),
  };
}
