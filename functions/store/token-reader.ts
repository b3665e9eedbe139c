import { BatchGetItemCommand, type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { type LimitWindow, windowAt, windowsOf } from "../domain/limits.ts";
import type { TokenId } from "../domain/token.ts";
import { createTokenSubject, type TokenSubject, type TokenUsage } from "../domain/token-record.ts";
import { type Item, text } from "./attributes.ts";
import { type Key, ownerKey, tokenKey, usageKey, workspaceKey } from "./keys.ts";
import { limitsOf, ownerOf, ownerRecordOf, policiesOf, tokenRecordOf } from "./token-items.ts";
import { usageOf } from "./token-usage.ts";

/**
 * Reads what a decision about a token is made from: the token, its owner as they are now, and the workspace's policies. Strongly
 * consistent. Undefined when there is no such token; anything that is not as the store writes it is a fault.
 */
export type ReadSubject = (id: TokenId) => Promise<TokenSubject | undefined>;

export interface SubjectReaderOptions {
  /** With a clock, the uses of a token that has limits are read too, those of the minute and the day that it is. */
  readonly now?: () => number;
  /** Most tokens whose companions are remembered; the one that was read first is forgotten first. */
  readonly rememberedMax?: number;
}

/** What is read together with a token. */
interface Companions {
  readonly owner: Key;
  readonly workspace: Key;
  readonly windows: readonly LimitWindow[];
}

/**
 * A token's owner and its limits seldom change, so they are remembered, and the token and everything that goes with it are asked for in
 * one call. What was remembered only says which items to read: when it is wrong, the right ones are read.
 */
export function createSubjectReader(
  client: DynamoDBClient,
  tableName: string,
  { now, rememberedMax = 10_000 }: SubjectReaderOptions = {},
): ReadSubject {
  const remembered = new Map<TokenId, Companions>();

  function remember(id: TokenId, companions: Companions): void {
    remembered.delete(id);
    remembered.set(id, companions);
    if (remembered.size > rememberedMax) {
      const [first] = remembered.keys();
      if (first !== undefined) remembered.delete(first);
    }
  }

  function companionsOf(token: Item): Companions {
    const workspaceId = text(token, "workspaceId");
    return {
      owner: ownerKey(workspaceId, ownerOf(token)),
      workspace: workspaceKey(workspaceId),
      windows: now === undefined ? [] : windowsOf(limitsOf(token)),
    };
  }

  /** The subject, with whatever items were asked for first; the companions come behind them, in one call. */
  async function readWith(id: TokenId, { owner, workspace, windows }: Companions, first: readonly Key[]) {
    const nowEpochMs = now?.() ?? 0;
    const names = windows.map((window) => windowAt(window, nowEpochMs));
    const keys = [...first, owner, workspace, ...names.map((name) => usageKey(id, name))];
    const items = await getItems(client, tableName, keys);
    const [ownerItem, workspaceItem, ...usageItems] = items.slice(first.length);
    const usage = windows.map((window, index) => [
      window,
      { window: names[index] ?? "", counts: usageOf(usageItems[index]) },
    ]);
    return { first: items[0], owner: ownerItem, workspace: workspaceItem, usage: Object.fromEntries(usage) };
  }

  return async (id) => {
    const known = remembered.get(id);
    if (known !== undefined) {
      const read = await readWith(id, known, [tokenKey(id)]);
      if (read.first === undefined) {
        remembered.delete(id);
        return undefined;
      }
      const companions = companionsOf(read.first);
      if (isSame(companions, known)) return subjectOf({ ...read, token: read.first });
      remember(id, companions);
    }
    const token = await getItem(client, tableName, tokenKey(id));
    if (token === undefined) return undefined;
    const companions = companionsOf(token);
    remember(id, companions);
    return subjectOf({ ...(await readWith(id, companions, [])), token });
  };
}

function subjectOf(items: {
  readonly token: Item;
  readonly owner: Item | undefined;
  readonly workspace: Item | undefined;
  readonly usage: TokenUsage;
}): TokenSubject {
  if (items.workspace === undefined) throw new TypeError("a stored token has no workspace");
  const record = tokenRecordOf(items.token);
  const owner = items.owner === undefined ? undefined : ownerRecordOf(items.owner, record.owner);
  const subject = createTokenSubject(record, owner, policiesOf(items.workspace));
  return record.limits === undefined ? subject : { ...subject, usage: items.usage };
}

function isSame(left: Companions, right: Companions): boolean {
  return (
    isSameKey(left.owner, right.owner) &&
    isSameKey(left.workspace, right.workspace) &&
    left.windows.join() === right.windows.join()
  );
}

export async function getItem(client: DynamoDBClient, tableName: string, key: Key): Promise<Item | undefined> {
  const answer = await client.send(
    new GetItemCommand({ TableName: tableName, Key: marshallKey(key), ConsistentRead: true }),
  );
  return answer.Item;
}

/** How often what DynamoDB leaves unprocessed, because of its load, is asked for. The request waits for it. */
const ATTEMPTS_MAX = 4;
const PAUSE_MS = 20;

/** The items in the order of their keys. */
async function getItems(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
): Promise<readonly (Item | undefined)[]> {
  const found: Item[] = [];
  let wanted: readonly Item[] = keys.map(marshallKey);
  for (let attempt = 1; wanted.length > 0; attempt++) {
    if (attempt > ATTEMPTS_MAX) throw new Error("the store did not process every key");
    if (attempt > 1) await pause(PAUSE_MS * attempt);
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: [...wanted], ConsistentRead: true } } }),
    );
    found.push(...(answer.Responses?.[tableName] ?? []));
    wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return keys.map((key) => found.find((item) => item.pk?.S === key.pk && item.sk?.S === key.sk));
}

/** `node:timers/promises` would make each cold start longer, for what hardly ever happens. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function marshallKey({ pk, sk }: Key) {
  return { pk: { S: pk }, sk: { S: sk } };
}

function isSameKey(left: Key, right: Key): boolean {
  return left.pk === right.pk && left.sk === right.sk;
}
