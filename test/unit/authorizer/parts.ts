import { vi } from "vitest";
import { type AuthorizerParts, createAuthorizer } from "../../../functions/authorizer/authorize.ts";
import { createDecisionLog } from "../../../functions/authorizer/decision-log.ts";
import { createLimiter, type LimiterOptions } from "../../../functions/authorizer/limiter.ts";
import { createUseNotes, type UseNotesParts } from "../../../functions/authorizer/use-notes.ts";
import type { MemberRecord, OperationRule } from "../../../functions/domain/decide.ts";
import type { EmbedId } from "../../../functions/domain/embed-id.ts";
import type { TokenId } from "../../../functions/domain/token.ts";
import type { TokenSubject } from "../../../functions/domain/token-record.ts";
import type { TokenUse } from "../../../functions/store/last-used.ts";
import type { OriginSighting } from "../../../functions/store/observed-origins.ts";
import type { Usage } from "../../../functions/store/token-usage.ts";
import { LIST_TOKENS, LOAD, NOON, SAVE } from "../domain/records.ts";
import { LIST_ROUTE, LOAD_ROUTE, SAVE_ROUTE } from "./events.ts";

export interface Trial {
  /** Replace some of the parts. */
  readonly parts?: Partial<AuthorizerParts>;
  readonly writers?: Partial<Writers>;
  /** Whether every use is worth being written down. */
  readonly isNoting?: boolean;
  /** @default "DEBUG", so that every decision is seen */
  readonly level?: string;
}

type Writers = Pick<UseNotesParts, "writeLastUsed" | "writeOriginSighting" | "writeSecretInUrl"> &
  Pick<LimiterOptions, "writeUsage">;

/** An authorizer over parts that only remember what they were asked. */
export function createTrial(
  subjects: readonly TokenSubject[] = [],
  { parts, writers, isNoting = false, level = "DEBUG" }: Trial = {},
) {
  const byId = new Map<TokenId, TokenSubject>(subjects.map((subject) => [subject.token.id, subject]));
  const lines: string[] = [];
  const calls = {
    readPublicToken: vi.fn(async (id: TokenId): Promise<TokenSubject | undefined> => byId.get(id)),
    readSecretToken: vi.fn(async (id: TokenId): Promise<TokenSubject | undefined> => byId.get(id)),
    readSignIn: vi.fn(async (_subject: string, _workspaceId: string): Promise<MemberRecord | undefined> => undefined),
    verifySession: vi.fn(async (_jwt: string): Promise<string | undefined> => undefined),
    readEmbedSubject: vi.fn(async (_id: EmbedId): Promise<TokenSubject | undefined> => undefined),
    writeLastUsed: vi.fn(async (_use: TokenUse): Promise<void> => undefined),
    writeOriginSighting: vi.fn(async (_sighting: OriginSighting): Promise<void> => undefined),
    writeSecretInUrl: vi.fn(async (_exposed: { tokenId: TokenId; atEpochMs: number }): Promise<void> => undefined),
    writeUsage: vi.fn(async (_usage: Usage): Promise<void> => undefined),
  };
  const { writeLastUsed, writeOriginSighting, writeSecretInUrl, writeUsage, ...readers } = { ...calls, ...writers };
  const log = createDecisionLog({ write: (line) => lines.push(line), level });
  const isDue = () => isNoting;
  const authorize = createAuthorizer({
    operations: new Map<string, OperationRule>([
      [LOAD_ROUTE, LOAD],
      [SAVE_ROUTE, SAVE],
      [LIST_ROUTE, LIST_TOKENS],
    ]),
    readCallerAddress: (_headers, connectionAddress) => connectionAddress,
    ...readers,
    limiter: createLimiter({
      writeUsage,
      onShared: () => undefined,
      onNotWritten: (tokenId) => log({ notWritten: "usage", tokenId }),
      entriesMax: 100,
    }),
    notes: createUseNotes({
      isUseDue: isDue,
      isPreviousUseDue: isDue,
      isFlagDue: isDue,
      observeOrigin: ({ token, origin, verdict, nowEpochMs }) =>
        isNoting ? { tokenId: token.id, origin, verdict, since: "", uses: 1, atEpochMs: nowEpochMs } : undefined,
      writeLastUsed,
      writeOriginSighting,
      writeSecretInUrl,
      log,
    }),
    log,
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
