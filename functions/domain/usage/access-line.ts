import { parseTokenId } from "../token.ts";

/** What a line of the API's access log says that can be metered: one request of a token. */
export interface MeteredRequest {
  readonly workspaceId: string;
  readonly tokenId: string;
  /** As in the template: `GET /v1/tokens`. */
  readonly routeKey: string;
  readonly status: number;
  readonly receivedAtEpochMs: number;
}

/**
 * Reads a line. Requests of nobody and of people in the console are not metered: of the former there is no token, of the latter the id is that
 * of a member.
 *
 * @returns undefined for a line that says nothing of a token, "malformed" for one that is not as the gateway writes them
 */
export function parseAccessLine(text: string): MeteredRequest | "malformed" | undefined {
  const line = parseObject(text);
  if (line === undefined) return "malformed";
  const { workspaceId, tokenId, routeKey } = line;
  if (typeof tokenId !== "string" || parseTokenId(tokenId) === undefined) return undefined;
  const status = Number(line.status);
  const receivedAtEpochMs = Number(line.requestTime);
  const isWhole =
    typeof workspaceId === "string" &&
    /^ws_[0-9A-Za-z]{12}$/.test(workspaceId) &&
    typeof routeKey === "string" &&
    Number.isInteger(status) &&
    Number.isSafeInteger(receivedAtEpochMs) &&
    receivedAtEpochMs > 0;
  return isWhole ? { workspaceId, tokenId, routeKey, status, receivedAtEpochMs } : "malformed";
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
