import { vi } from "vitest";
import { type AuthorizerParts, createAuthorizer } from "../../../functions/authorizer/authorize.ts";
import { createDecisionLog } from "../../../functions/authorizer/decision-log.ts";
import type { MemberRecord, OperationRule } from "../../../functions/domain/decide.ts";
import type { TokenId } from "../../../functions/domain/token.ts";
import type { TokenRecord } from "../../../functions/domain/token-record.ts";
import type { TokenUse } from "../../../functions/store/last-used.ts";
import { LIST_TOKENS, LOAD, NOON } from "../domain/records.ts";
import { LIST_ROUTE, LOAD_ROUTE } from "./events.ts";

/** An authorizer over parts that only remember what they were asked; `parts` replaces some of them. */
export function createTrial(records: readonly TokenRecord[] = [], parts: Partial<AuthorizerParts> = {}) {
  const byId = new Map<TokenId, TokenRecord>(records.map((record) => [record.id, record]));
  const lines: string[] = [];
  const calls = {
    readPublicToken: vi.fn(async (id: TokenId): Promise<TokenRecord | undefined> => byId.get(id)),
    readSecretToken: vi.fn(async (id: TokenId): Promise<TokenRecord | undefined> => byId.get(id)),
    readSignIn: vi.fn(async (_subject: string, _workspaceId: string): Promise<MemberRecord | undefined> => undefined),
    verifySession: vi.fn(async (_jwt: string): Promise<string | undefined> => undefined),
    isUseWorthWriting: vi.fn((_record: TokenRecord, _nowEpochMs: number): boolean => false),
    writeLastUsed: vi.fn(async (_use: TokenUse): Promise<void> => undefined),
  };
  const authorize = createAuthorizer({
    operations: new Map<string, OperationRule>([
      [LOAD_ROUTE, LOAD],
      [LIST_ROUTE, LIST_TOKENS],
    ]),
    ...calls,
    log: createDecisionLog((line) => lines.push(line)),
    now: () => NOON,
    ...parts,
  });
  return {
    authorize,
    calls,
    lines,
    /** The log as objects; fails when a line is not one JSON object and a line feed. */
    logged: () => lines.map((line) => parseLine(line)),
    /** Every call to anything outside: none means that the request was judged by its shape. */
    callCount: () => Object.values(calls).reduce((sum, { mock }) => sum + mock.calls.length, 0),
  };
}

export function parseLine(line: string): Record<string, unknown> {
  if (!/^\{[^\n]*\}\n$/.test(line)) throw new Error(`not one line of JSON: ${line}`);
  const parsed: unknown = JSON.parse(line);
  return Object.fromEntries(Object.entries(parsed ?? {}));
}
