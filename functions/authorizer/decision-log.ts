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
export type DecisionLine = DecidedLine | { readonly lastUsedNotWritten: TokenId };
export type LogDecision = (line: DecisionLine) => void;

/**
 * One JSON line per decision. It holds ids and a reason, and never a value, a digest or a header as it came. The line is put together by
 * hand, because it would otherwise be the most expensive part of a decision.
 */
export function createDecisionLog(write: (line: string) => void): LogDecision {
  /** As JSON. They come from the routes of the template, so there are not many. */
  const routeKeys = new Map<string, string>();

  return (line) => {
    if ("lastUsedNotWritten" in line) {
      write(
        `${JSON.stringify({ level: "WARN", message: "last use not written", tokenId: line.lastUsedNotWritten })}\n`,
      );
      return;
    }
    let routeKey = routeKeys.get(line.routeKey);
    if (routeKey === undefined) {
      routeKey = JSON.stringify(line.routeKey);
      routeKeys.set(line.routeKey, routeKey);
    }
    // Token ids and canonical origins hold no character that JSON would escape.
    const token = line.tokenId === undefined ? "" : `,"tokenId":"${line.tokenId}"`;
    const origin = line.origin === undefined ? "" : `,"origin":"${line.origin}"`;
    write(
      `{${describe(line.decision)}${token}${origin},"routeKey":${routeKey},"requestId":${quote(line.requestId)}}\n`,
    );
  };
}

function describe(decision: Decision): string {
  if (decision.allowed) {
    const { workspaceId, id } = decision.principal;
    return `"level":"INFO","message":"allowed","workspaceId":${quote(workspaceId)},"principalId":${quote(id)}`;
  }
  const level = decision.reason === "secret_in_url" ? "WARN" : "INFO";
  return `"level":"${level}","message":"refused","reason":"${decision.reason}"`;
}

const PLAIN = /^[\w+/=-]*$/;

/** A text as JSON. Nearly every id needs no escaping, and finding that out is faster than `JSON.stringify`. */
function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
