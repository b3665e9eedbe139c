import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { SURROUNDING_ITEMS } from "../bench/tokens.ts";
import { countWorkspace } from "../functions/counting/count-workspace.ts";
import { changesOfEvents } from "../functions/domain/event-changes.ts";
import { parseTokenId } from "../functions/domain/token.ts";
import { createAuditItem } from "../functions/store/audit-item.ts";
import { putConfiguration } from "../functions/store/configurations.ts";
import { recordEvents } from "../functions/store/events.ts";
import { putIdempotencyRecord } from "../functions/store/idempotency.ts";
import { createLastUsedWriter } from "../functions/store/last-used.ts";
import type { Pending } from "../functions/store/pending.ts";
import { createSubjectReader } from "../functions/store/token-reader.ts";
import { putToken, type StoredToken } from "../functions/store/tokens.ts";
import { bytesOf, type Call, createRecorder, type Item, readUnits, writesOf, writeUnits } from "./recorder.ts";
import { sampleEvents, samplePrivateToken, samplePublicToken, sampleSave } from "./samples.ts";
import type { IndexKeys, Settings } from "./settings.ts";

/** What the product asks of DynamoDB, in units, as its own code asked it of a client that writes everything down. */
export interface Accesses {
  /** Bytes of a public token, as stored; and in how many indexes it is stored once more. */
  readonly tokenBytes: number;
  readonly tokenIndexes: number;
  /** Reading what a decision is made from: on the token's own partition key, its workspace's, and altogether. */
  readonly publicRead: RecordRead;
  readonly privateRead: RecordRead;
  /** Noting the last use: on the token's item, on the list by last use, on each other list of its workspace. */
  readonly lastUse: {
    readonly item: number;
    readonly byIdle: number;
    readonly otherIndex: number;
    readonly total: number;
  };
  /** One batch of events: its transaction altogether; what it puts into one partition to be counted, deleting it included; bytes of its events. */
  readonly batch: { readonly total: number; readonly pending: number; readonly bytes: number };
  /** How many batches one transaction of counting adds up. */
  readonly batchesPerCount: number;
  /** One save: altogether, in the list of its workspace, and its idempotency record. */
  readonly save: { readonly total: number; readonly listed: number; readonly idempotency: number };
  /** One change with its audit event: the event, in its chain and in the list of the workspace. */
  readonly audit: { readonly chain: number; readonly listed: number };
}

export interface RecordRead {
  readonly token: number;
  readonly workspace: number;
  readonly total: number;
}

/** Each write of a transaction costs two units for each that it has alone. */
const IN_TRANSACTION = 2;
const NAMES = { name: "table" } as const;

export async function measureAccesses({ indexes }: Pick<Settings, "indexes">): Promise<Accesses> {
  const directory = indexes.directory ?? [];
  const token = samplePublicToken();
  const stored = itemOf(putToken({ ...createRecorder(), ...NAMES }, token));
  return {
    tokenBytes: bytesOf(stored),
    tokenIndexes: indexesOf(stored, directory).length,
    publicRead: await measureRead(token),
    privateRead: await measureRead(samplePrivateToken()),
    lastUse: await measureLastUse(token, stored, directory),
    batch: await measureBatch(),
    batchesPerCount: await measureCounting(),
    save: measureSave(indexes.catalogue ?? []),
    audit: measureAudit(directory),
  };
}

/** The second read of a container: the first one also finds out what goes with the token. */
async function measureRead(token: StoredToken): Promise<RecordRead> {
  const stored = itemOf(putToken({ ...createRecorder(), ...NAMES }, token));
  const items: readonly Item[] = [
    stored,
    ...SURROUNDING_ITEMS.map((item) => marshall(item, { removeUndefinedValues: true })),
  ];
  const { client, calls } = createRecorder((call) => {
    const found = items.filter((item) => keysOf(call).includes(`${item.pk?.S} ${item.sk?.S}`));
    return call.command.startsWith("GetItem") ? { Item: found[0] } : { Responses: { [NAMES.name]: found } };
  });
  const id = parseTokenId(token.id);
  if (id === undefined) throw new Error("the sample has no token id");
  const read = createSubjectReader(client, NAMES.name, { now: Date.now });
  await read(id);
  const before = calls.length;
  await read(id);
  const keys = calls.slice(before).flatMap(keysOf);
  const unitsOf = (belongs: (key: string) => boolean) =>
    keys.filter(belongs).reduce((sum, key) => {
      const item = items.find(({ pk, sk }) => `${pk?.S} ${sk?.S}` === key);
      return sum + readUnits(item === undefined ? 0 : bytesOf(item));
    }, 0);
  return {
    token: unitsOf((key) => key.startsWith("TOKEN#")),
    workspace: unitsOf((key) => key.startsWith("WS#")),
    total: unitsOf(() => true),
  };
}

/** Keys that a GetItem or BatchGetItem names, as `pk sk`. */
function keysOf({ input }: Call): readonly string[] {
  const { Key, RequestItems } = input as {
    readonly Key?: Item;
    readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Item[] }>>;
  };
  const keys = Key === undefined ? (RequestItems?.[NAMES.name]?.Keys ?? []) : [Key];
  return keys.map(({ pk, sk }) => `${pk?.S} ${sk?.S}`);
}

/** A write of an item is one of each of its indexes, and two where it moves the item. */
async function measureLastUse(token: StoredToken, stored: Item, indexes: readonly IndexKeys[]) {
  const { client, calls } = createRecorder();
  const tokenId = parseTokenId(token.id);
  if (tokenId === undefined) throw new Error("the sample has no token id");
  const use = { tokenId, atEpochMs: 0, from: { ip: "203.0.113.7" }, secret: "current" } as const;
  await createLastUsedWriter(client, NAMES.name)(use);
  const expression = String(calls[0]?.input.UpdateExpression);
  const item = writeUnits(bytesOf(stored));
  const ofIndexes = indexesOf(stored, indexes).map(({ name, keys }) => ({
    name,
    units: item * (keys.some((key) => new RegExp(`\\b${key}\\b`).test(expression)) ? 2 : 1),
  }));
  return {
    item,
    byIdle: ofIndexes.find(({ name }) => name === "byIdle")?.units ?? 0,
    otherIndex: Math.max(...ofIndexes.filter(({ name }) => name !== "byIdle").map(({ units }) => units)),
    total: item + ofIndexes.reduce((sum, { units }) => sum + units, 0),
  };
}

async function measureBatch(): Promise<Accesses["batch"]> {
  const { client, calls } = createRecorder();
  const events = sampleEvents(1, 0);
  await recordEvents(
    { client, ...NAMES },
    { workspaceId: WORKSPACE_ID, receivedAtEpochMs: 0, requestId: REQUEST_ID, events },
  );
  const sizes = calls
    .flatMap(writesOf)
    .map((write) => ({ item: itemOf(write), units: IN_TRANSACTION * unitsOf(write) }));
  const pendings = sizes.filter(({ item }) => item.pk?.S?.startsWith("PENDING#"));
  const total = sizes.reduce((sum, { units }) => sum + units, 0);
  const put = pendings.reduce((sum, { units }) => sum + units, 0);
  const bytes =
    sizes.reduce((sum, { item }) => sum + bytesOf(item), 0) -
    pendings.reduce((sum, { item }) => sum + bytesOf(item), 0);
  return { total: total + put, pending: 2 * put, bytes };
}

/** Counts batches of one product that came one after the other. */
async function measureCounting(): Promise<number> {
  const BATCHES = 600;
  const pendings = Array.from({ length: BATCHES }, (_, batch) => {
    const changes = changesOfEvents(WORKSPACE_ID, sampleEvents(batch, 0));
    const receivedAt = new Date(0).toISOString();
    return { pk: "PENDING#0", sk: String(batch), workspaceId: WORKSPACE_ID, receivedAt, changes } satisfies Pending;
  });
  const { client, calls } = createRecorder();
  const parts = { telemetry: { client, ...NAMES }, readTimeZone: async () => "Europe/Berlin", isOver: () => false };
  await countWorkspace(parts, WORKSPACE_ID, pendings);
  return BATCHES / calls.filter((call) => writesOf(call).length > 0).length;
}

function measureSave(indexes: readonly IndexKeys[]): Accesses["save"] {
  const table = { ...createRecorder(), ...NAMES };
  const save = putConfiguration(table, WORKSPACE_ID, sampleSave());
  const request = {
    workspaceId: WORKSPACE_ID,
    principalId: "pub_0000000000aa",
    operation: "saveConfiguration",
    key: REQUEST_ID,
    requestDigest: "0".repeat(43),
    nowEpochMs: 0,
  };
  const record = putIdempotencyRecord(table, request, { resourceId: "0123456789abcdef", nonce: "0".repeat(22) });
  const listed = unitsOf(save);
  const idempotency = IN_TRANSACTION * unitsOf(record);
  const inIndexes = listed * indexesOf(itemOf(save), indexes).length;
  return { total: IN_TRANSACTION * listed + inIndexes + idempotency, listed, idempotency };
}

function measureAudit(indexes: readonly IndexKeys[]): Accesses["audit"] {
  const record = {
    id: "evt_0123456789abcdef",
    at: new Date(0).toISOString(),
    actor: { kind: "private", id: "prv_0000000000aa", name: "web-shop" },
    operation: "updateToken",
    target: { type: "token", id: "pub_0000000000aa" },
    before: { label: "Website of a customer" },
    after: { label: "Website of another customer" },
    requestId: REQUEST_ID,
    ip: "203.0.113.7",
  } as const;
  const item = createAuditItem(record, WORKSPACE_ID, { chain: 0, sequence: 1, hash: "0".repeat(64) });
  const stored = marshall(item);
  const units = writeUnits(bytesOf(stored));
  return { chain: IN_TRANSACTION * units, listed: indexesOf(stored, indexes).length === 0 ? 0 : units };
}

const WORKSPACE_ID = "ws_0000000000aa";
const REQUEST_ID = "JKJaXmPLvHcESHA=";

function itemOf({ Put }: TransactWriteItem): Item {
  if (Put?.Item === undefined) throw new Error("not a put");
  return Put.Item;
}

function unitsOf(write: TransactWriteItem): number {
  return writeUnits(bytesOf(itemOf(write)));
}

/** Those whose keys the item has. */
function indexesOf(item: Item, indexes: readonly IndexKeys[]): readonly IndexKeys[] {
  return indexes.filter(({ keys }) => keys.every((key) => key in item));
}
