import type { Decision } from "../domain/decide.ts";
import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";

interface DecidedLine {
  readonly decision: Decision;
  readonly tokenId: TokenId | undefined;
  readonly routeKey: string;
  /** Only a canonical origin is written: any other header is text of a stranger's choice. */
  readonly origin: Origin | undefined;
  readonly requestId: string;
}
export type DecisionLine = DecidedLine | { readonly notWritten: string; readonly tokenId: TokenId };
export type LogDecision = (line: DecisionLine) => void;

export interface DecisionLogOptions {
  readonly write: (line: string) => void;
  /** `LOG_LEVEL` of the function. What is allowed is in the API's access log, under the same request id, so it is written here for `DEBUG` only. */
  readonly level: string;
}

/** One JSON line per refusal. It holds ids and a reason, and never a value, a digest or a header as it came. */
export function createDecisionLog({ write, level: wanted }: DecisionLogOptions): LogDecision {
  const writesAllowed = wanted === "DEBUG";
  const writeLine = (line: object) => write(`${JSON.stringify(line)}\n`);

  return (line) => {
    if ("notWritten" in line) {
      const { notWritten, tokenId } = line;
      writeLine({ level: "WARN", message: `${notWritten} not written`, tokenId });
      return;
    }
    const { decision, tokenId, routeKey, origin, requestId } = line;
    if (!decision.allowed) {
      const { reason } = decision;
      const level = reason === "secret_in_url" ? "WARN" : "INFO";
      writeLine({ level, message: "refused", reason, tokenId, origin, routeKey, requestId });
    } else if (writesAllowed) {
      const { id: principalId, workspaceId } = decision.principal;
      const allowed = { level: "DEBUG", message: "allowed", workspaceId, principalId, tokenId };
      writeLine({ ...allowed, origin: decision.principal.origin, routeKey, requestId });
    }
  };
}
