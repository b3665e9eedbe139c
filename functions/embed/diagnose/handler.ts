import type { ResponseOf } from "../../../contract/api.ts";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import { decideToken } from "../../domain/decide.ts";
import type { DenyReason } from "../../domain/deny-reasons.ts";
import { readOrigin } from "../../domain/origin.ts";
import { parseToken } from "../../domain/token.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient } from "../../store/client.ts";
import { createTokenReader } from "../../store/token-reader.ts";

const readToken = createTokenReader(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE);

/**
 * Says to a page which rule refuses its public token, by the authorizer's own decision for the page's own origin. It is open, because
 * whoever asks has been refused; it tells nothing that the holder of the whole token could not find out by trying.
 */
export const handler = createHandler(createLogger(), {
  diagnoseToken: async ({ body, headers, nowEpochMs }) => {
    const credential = parseToken(body.token);
    if (credential === undefined) return answer("credential_malformed");
    if (credential.kind !== "public") return answer("kind_not_accepted");
    const decision = decideToken({
      credential,
      record: await readToken(credential.id),
      operation: OPERATIONS.loadConfigurator,
      origin: readOrigin(headers.origin),
      nowEpochMs,
    });
    return answer(decision.allowed ? null : decision.reason);
  },
});

function answer(reason: DenyReason | null) {
  const body: ResponseOf<"diagnoseToken"> =
    reason === null
      ? { decision: "allow", reason, message: "The token is accepted on this page.", fix: null, docs: null }
      : { decision: "deny", reason, ...DENY_REASON_HELP[reason], docs: `/docs/errors/${reason}` };
  return Promise.resolve({ status: 200, body });
}
