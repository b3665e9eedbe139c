import type { Decision, Principal } from "../domain/decide.ts";
import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";

interface DecidedLine {
  readonly decision: Decision;
  /** Of a decision that allows: what `startLine` makes of its principal. */
  readonly start: string | undefined;
  readonly tokenId: TokenId | undefined;
  readonly routeKey: string;
  /** Only a canonical origin is written: any other header is text of a stranger's choice. */
  readonly origin: Origin | undefined;
  readonly requestId: string;
}
export type DecisionLine = DecidedLine | { readonly notWritten: string; readonly tokenId: TokenId };
export type LogDecision = (line: DecisionLine) => void;

/** One JSON line per decision. It holds ids and a reason, and never a value, a digest or a header as it came. */
export function createDecisionLog(write: (line: string) => void): LogDecision {
  /** As JSON. They come from the routes of the template, so there are not many. */
  const routeKeys = new Map<string, string>();

  function describeRoute(routeKey: string): string {
    const known = routeKeys.get(routeKey);
    if (known !== undefined) return known;
    const text = JSON.stringify(routeKey);
    routeKeys.set(routeKey, text);
    return text;
  }

  return (line) => {
    if ("notWritten" in line) {
      const { notWritten, tokenId } = line;
      write(`${JSON.stringify({ level: "WARN", message: `${notWritten} not written`, tokenId })}\n`);
      return;
    }
    const { decision, start, tokenId, routeKey, origin, requestId } = line;
    if (!decision.allowed) {
      const { reason } = decision;
      const level = reason === "secret_in_url" ? "WARN" : "INFO";
      write(`${JSON.stringify({ level, message: "refused", reason, tokenId, origin, routeKey, requestId })}\n`);
      return;
    }
    write(
      `${start ?? startLine(decision.principal)},"routeKey":${describeRoute(routeKey)},"requestId":${quote(requestId)}}\n`,
    );
  };
}

/** What is the same in every line about a principal, as JSON without its closing brace. */
export function startLine({ kind, id, workspaceId, origin }: Principal): string {
  const tokenId = kind === "session" ? undefined : id;
  const line = { level: "INFO", message: "allowed", workspaceId, principalId: id, tokenId, origin };
  return JSON.stringify(line).slice(0, -1);
}

/** A text as JSON. Request ids need no escaping, and finding that out is faster than `JSON.stringify`. */
function quote(text: string): string {
  return /^[\w=-]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
