import type { Decision } from "../domain/decide.ts";
import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";

export type DecisionLine =
  | {
      readonly decision: Decision;
      readonly tokenId: TokenId | undefined;
      readonly routeKey: string;
      /** Only a canonical origin is written: any other header is text of a stranger's choice. */
      readonly origin: Origin | undefined;
      readonly requestId: string;
    }
  | { readonly lastUsedNotWritten: TokenId };
export type LogDecision = (line: DecisionLine) => void;

/** One JSON line per decision. It holds ids and a reason, and never a value, a digest or a header as it came. */
export function createDecisionLog(write: (line: string) => void): LogDecision {
  return (line) => {
    if ("lastUsedNotWritten" in line) {
      write(
        `${JSON.stringify({ level: "WARN", message: "last use not written", tokenId: line.lastUsedNotWritten })}\n`,
      );
      return;
    }
    const { decision, ...rest } = line;
    const outcome = decision.allowed
      ? {
          level: "INFO",
          message: "allowed",
          workspaceId: decision.principal.workspaceId,
          principalId: decision.principal.id,
        }
      : { level: decision.reason === "secret_in_url" ? "WARN" : "INFO", message: "refused", reason: decision.reason };
    write(`${JSON.stringify({ ...outcome, ...rest })}\n`);
  };
}
