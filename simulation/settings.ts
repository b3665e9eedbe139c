import { ENTRIES_MAX, ORIGIN_WRITES_MAX } from "../functions/authorizer/memory-bounds.ts";
import { AUDIT_CHAINS } from "../functions/domain/audit-chain.ts";
import { edgeMaxAgeSeconds, PUBLIC_RECORD_AGE_SECONDS_MAX } from "../functions/domain/revocation-bound.ts";
import { LAST_USED_INTERVAL_MS } from "../functions/store/last-used.ts";
import { PENDING_SHARDS } from "../functions/store/pending.ts";
import { synthesizeApp, type Template } from "../test/unit/infra/template.ts";

/** What the product is set to: constants of the code, and the template that is deployed. */
export interface Settings {
  /** Of the API's stage. */
  readonly stageRate: number;
  readonly stageBurst: number;
  /** How long the edge keeps a loaded configurator. */
  readonly edgeSeconds: number;
  /** How long a container of the authorizer keeps the record of a public token. */
  readonly recordSeconds: number;
  readonly recordsMax: number;
  readonly lastUsedSeconds: number;
  readonly originWritesPerMinute: number;
  readonly auditChains: number;
  readonly pendingShards: number;
  /** What a run of counting may take. */
  readonly countingSeconds: number;
  /** What a run of expiry notices may take. */
  readonly noticesSeconds: number;
  readonly memoryMb: number;
  /** By table: name of the index -> its keys. */
  readonly indexes: Readonly<Record<string, readonly IndexKeys[]>>;
}

export interface IndexKeys {
  readonly name: string;
  readonly keys: readonly string[];
}

export function readSettings(template: Template = synthesizeApp()): Settings {
  const stage = object(propertiesOf(template, "AWS::ApiGatewayV2::Stage").DefaultRouteSettings);
  const load = functionOf(template, "embed-load");
  const environment = object(object(load.Environment).Variables);
  return {
    stageRate: number(stage.ThrottlingRateLimit),
    stageBurst: number(stage.ThrottlingBurstLimit),
    edgeSeconds: edgeMaxAgeSeconds(number(environment.EDGE_CACHE_SECONDS)),
    recordSeconds: PUBLIC_RECORD_AGE_SECONDS_MAX,
    recordsMax: ENTRIES_MAX,
    lastUsedSeconds: LAST_USED_INTERVAL_MS / 1000,
    originWritesPerMinute: ORIGIN_WRITES_MAX,
    auditChains: AUDIT_CHAINS,
    pendingShards: PENDING_SHARDS,
    countingSeconds: number(functionOf(template, "counting").Timeout),
    noticesSeconds: number(functionOf(template, "expiry-notices").Timeout),
    memoryMb: number(functionOf(template, "authorizer").MemorySize),
    indexes: {
      directory: indexesOf(template, "Directory"),
      catalogue: indexesOf(template, "Catalogue"),
      telemetry: indexesOf(template, "Telemetry"),
    },
  };
}

function propertiesOf(template: Template, type: string): Readonly<Record<string, unknown>> {
  const [found, other] = Object.values(template.Resources).filter((resource) => resource.Type === type);
  if (found === undefined || other !== undefined) throw new Error(`the template has not exactly one ${type}`);
  return found.Properties;
}

function functionOf(template: Template, name: string): Readonly<Record<string, unknown>> {
  const found = Object.values(template.Resources).find(
    ({ Type, Properties }) => Type === "AWS::Lambda::Function" && Properties.Description === `Latchkey ${name}`,
  );
  if (found === undefined) throw new Error(`the template has no function ${name}`);
  return found.Properties;
}

function indexesOf(template: Template, table: string): readonly IndexKeys[] {
  const found = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === "AWS::DynamoDB::GlobalTable" && id.startsWith(`Latchkey${table}`),
  );
  if (found === undefined) throw new Error(`the template has no table ${table}`);
  const indexes = found[1].Properties.GlobalSecondaryIndexes ?? [];
  if (!Array.isArray(indexes)) throw new Error(`the indexes of ${table} are not a list`);
  return indexes.map((index: unknown) => {
    const { IndexName, KeySchema, Projection } = object(index);
    // Every write of an item is a write of each of its indexes only as long as they hold the whole item.
    if (object(Projection).ProjectionType !== "ALL") throw new Error(`${String(IndexName)} does not hold whole items`);
    if (!Array.isArray(KeySchema)) throw new Error(`${String(IndexName)} has no keys`);
    return { name: String(IndexName), keys: KeySchema.map((key: unknown) => String(object(key).AttributeName)) };
  });
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new TypeError("the template lacks something");
  return { ...value };
}

function number(value: unknown): number {
  const found = Number(value);
  if (!Number.isFinite(found)) throw new TypeError("the template lacks a number");
  return found;
}
