import type { ResponseOf } from "../../../contract/api.ts";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { parseDomainPattern } from "../../domain/domain-pattern.ts";
import { createOriginMatcher, readOrigin } from "../../domain/origin.ts";
import { PATTERN_REFUSALS } from "../../domain/pattern-refusals.ts";
import type { Answer } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readWorkspace } from "../../store/workspaces.ts";
import type { TokenCheckParts } from "./parts.ts";

type Tested = ResponseOf<"testDomainPatterns">;

/** What a token's list of domains would make of patterns and origins: the same reading and the same matching, and nothing is stored. */
export async function testDomainPatterns(
  { directory }: TokenCheckParts,
  { principal, body }: AuthorizedRequest<"testDomainPatterns">,
): Promise<Answer> {
  const { policies } = await readWorkspace(directory, principal.workspaceId);
  const patterns = body.patterns.map((text): Tested["patterns"][number] => {
    const { pattern = null, refusal = null } = parseDomainPattern(text, policies);
    return { text, pattern, refusal, message: refusal === null ? null : PATTERN_REFUSALS[refusal] };
  });
  const accepted = new Set(patterns.flatMap(({ pattern }) => (pattern === null ? [] : [pattern])));
  const matchers = [...accepted].map((pattern) => ({ pattern, matcher: createOriginMatcher([pattern]) }));
  const origins = body.origins.map((text): Tested["origins"][number] => {
    const { origin, refusal } = readOrigin(text);
    if (refusal !== undefined) return { text, refusal, message: DENY_REASON_HELP[refusal].message, matchedBy: [] };
    const matching = matchers.filter(({ matcher }) => matcher.matches(origin));
    return { text, refusal: null, message: null, matchedBy: matching.map(({ pattern }) => pattern) };
  });
  const tested: Tested = { patterns, origins };
  return { status: 200, body: tested };
}
