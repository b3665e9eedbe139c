import { randomBytes } from "node:crypto";
import type { RequestReport } from "./dynamodb/calls.ts";
import { startDynamoDb } from "./dynamodb/start-dynamodb.ts";
import type { TableDescription } from "./dynamodb/tables.ts";
import { startFirehose } from "./firehose/start-firehose.ts";
import {
  createDynamoDbAuthorizer,
  type DynamoDbAuthorizer,
  type Refusal,
  type RoleUse,
  type StatementUsage,
} from "./iam/dynamodb-authorizer.ts";
import { openKeyMaterial } from "./kms/key-material.ts";
import { startKms } from "./kms/start-kms.ts";
import type { FunctionCredentials } from "./lambda/environment.ts";
import { openObjectStore } from "./s3/object-store.ts";
import { startS3 } from "./s3/start-s3.ts";
import type { TableStreams } from "./streams/event-source.ts";
import type { Deployment } from "./template/deployment.ts";
import type { LocalEventSource } from "./template/event-sources.ts";
import type { LocalFunction } from "./template/functions.ts";
import type { LocalTable } from "./template/tables.ts";

/** The stack's tables, keys and buckets, each call checked against the policy of the function that makes it. */
export interface LocalStore {
  /** Where the SDK finds DynamoDB. */
  readonly endpoint: string;
  readonly kmsEndpoint: string;
  /** Where the SDK and the browsers of this machine find S3. */
  readonly s3Endpoint: string;
  readonly firehoseEndpoint: string;
  /** What is new in the streams of tables. */
  readonly streams: TableStreams;
  /** Whether the role of a function lets Lambda read the stream that the function is to get. */
  mayRead(eventSource: LocalEventSource): boolean;
  /** May read and write everything. For tests and tools that look into the store; no function has it. */
  readonly administrator: FunctionCredentials;
  credentials(target: LocalFunction): FunctionCredentials;
  /** Tells about every request until the returned function is called. */
  observe(listener: (report: RequestReport) => void): () => void;
  /** How often each statement of each role was used, since the deployment. */
  usage(): readonly StatementUsage[];
  /** Calls that a policy refused, since the deployment. */
  refusals(): readonly Refusal[];
  /** What each role was seen to use and to lack, since the deployment. */
  roleUses(): readonly RoleUse[];
  /** Creates new tables and keys and takes over the policies. What is gone from the template keeps its data, as in AWS. */
  deploy(deployment: Deployment): Promise<void>;
  stop(): Promise<void>;
}

/** Where the store keeps everything that survives a restart. */
export interface StoreFiles {
  readonly dynamodb: string;
  readonly s3: string;
  /** Holds the port of S3. */
  readonly s3PortFile: string;
  /** What Firehose writes. */
  readonly firehose: string;
  /** Holds the material of the keys. */
  readonly keysFile: string;
}

export async function startLocalStore(files: StoreFiles): Promise<LocalStore> {
  const administrator = createCredentials("local-administrator");
  const listeners = new Set<(report: RequestReport) => void>();
  let authorizer = createAuthorizer({ functions: [], tables: [], deliveryStreams: [] }, administrator);
  const dynamodb = await startDynamoDb({
    dataDir: files.dynamodb,
    authorize: (call) => authorizer.authorize(call),
    onRequest: (report) => {
      for (const listener of listeners) listener(report);
    },
  });
  const keys = openKeyMaterial(files.keysFile);
  const kms = await startKms({
    keys,
    judge(accessKeyId, operation, request) {
      const authorization = authorizer.judge({ accessKeyId, operation }, [request]);
      return authorization.isAllowed ? undefined : authorization;
    },
  });
  const issued = new Map<string, FunctionCredentials>();
  const s3 = await startS3({
    objects: openObjectStore(files.s3),
    portFile: files.s3PortFile,
    find: (accessKeyId) => issued.get(accessKeyId),
    judge: (accessKeyId, operation, parts) => authorizer.judge({ accessKeyId, operation }, parts).isAllowed,
  });
  const firehose = await startFirehose({
    directory: files.firehose,
    judge(accessKeyId, operation, request) {
      const authorization = authorizer.judge({ accessKeyId, operation }, [request]);
      return authorization.isAllowed ? undefined : authorization;
    },
  });
  return {
    endpoint: dynamodb.endpoint,
    kmsEndpoint: kms.endpoint,
    s3Endpoint: s3.endpoint,
    firehoseEndpoint: firehose.endpoint,
    streams: { read: dynamodb.readChanges, remove: dynamodb.removeChanges },
    mayRead({ functionArn, streamArn }) {
      const accessKeyId = functionArn.slice(functionArn.lastIndexOf(":") + 1);
      const parts = STREAM_ACTIONS.map((action) => ({
        action: `dynamodb:${action}`,
        resource: streamArn,
        context: {},
      }));
      return authorizer.judge({ accessKeyId, operation: "GetRecords" }, parts).isAllowed;
    },
    administrator,
    credentials({ name }) {
      const credentials = issued.get(name) ?? createCredentials(name);
      issued.set(name, credentials);
      return credentials;
    },
    observe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    usage: () => authorizer.usage(),
    refusals: () => authorizer.refusals(),
    roleUses: () => authorizer.roleUses(),
    async deploy(deployment) {
      const { tables, buckets, keys: deployed, deliveryStreams } = deployment;
      await dynamodb.createTables(tables.map(describeTable));
      keys.create(deployed);
      s3.deploy(buckets);
      firehose.deploy(deliveryStreams);
      authorizer = createAuthorizer(deployment, administrator);
    },
    async stop() {
      await firehose.stop();
      await s3.stop();
      await kms.stop();
      await dynamodb.stop();
    },
  };
}

/** What Lambda does to hand a stream to a function, in the function's role. */
const STREAM_ACTIONS = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];

/** The key id names the function to the store. Only S3 checks signatures: no other service gets requests from browsers. */
function createCredentials(name: string): FunctionCredentials {
  const random = () => randomBytes(30).toString("base64url");
  return { accessKeyId: name, secretAccessKey: random(), sessionToken: random() };
}

function createAuthorizer(
  { functions, tables, deliveryStreams }: Pick<Deployment, "functions" | "tables" | "deliveryStreams">,
  administrator: FunctionCredentials,
): DynamoDbAuthorizer {
  return createDynamoDbAuthorizer({
    roles: new Map([
      ...functions.map(
        ({ name, roleName, statements }) => [name, { roleName, sessionName: name, statements }] as const,
      ),
      ...deliveryStreams.map(({ name, roleName, statements }) => [name, { roleName, statements }] as const),
    ]),
    tableArns: new Map(tables.map(({ name, arn }) => [name, arn])),
    administrativeAccessKeyId: administrator.accessKeyId,
  });
}

function describeTable(table: LocalTable): TableDescription {
  const { name, partitionKey, sortKey, indexes, ttlAttribute, streamArn } = table;
  return {
    tableName: name,
    partitionKey,
    ...(sortKey === undefined ? {} : { sortKey }),
    globalSecondaryIndexes: indexes.map((index) => ({
      indexName: index.name,
      partitionKey: index.partitionKey,
      ...(index.sortKey === undefined ? {} : { sortKey: index.sortKey }),
      projection: index.projection === "ALL" ? "ALL" : [],
    })),
    ...(ttlAttribute === undefined ? {} : { timeToLiveAttribute: ttlAttribute }),
    hasStream: streamArn !== undefined,
  };
}
