import { isPattern } from "../streams/filter.ts";
import { formatArn } from "./account.ts";
import { type Json, parseJson } from "./json.ts";
import type { Property } from "./property.ts";
import type { Stack } from "./stack.ts";
import type { LocalTable } from "./tables.ts";

/** A function that Lambda hands the stream of a table to. */
export interface LocalEventSource {
  readonly logicalId: string;
  readonly tableName: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  /** How long Lambda gathers changes. */
  readonly windowMs: number;
  /** Which changes are handed over: see `isMatch`. Undefined: all. */
  readonly pattern?: Json;
}

const BATCH_SIZE_DEFAULT = 100;
const SECONDS_DEFAULT = 1;

/** @throws TemplateError for a stream of anything but a table of the stack, and for what the local runner does not do with it */
export function readEventSources(stack: Stack, tables: readonly LocalTable[]): LocalEventSource[] {
  return stack.ofType("AWS::Lambda::EventSourceMapping").map(({ logicalId, properties }) => {
    const source = properties.get("EventSourceArn");
    const table = tables.find(({ streamArn }) => streamArn === source.string());
    if (table?.streamArn === undefined) return source.fail("is not the stream of a table of this stack");
    const start = properties.get("StartingPosition");
    // The local stream holds what was written since there is one, and nothing else reads it.
    if (start.string() !== "TRIM_HORIZON") start.fail("must be TRIM_HORIZON");
    const pattern = readPattern(properties.find("FilterCriteria"));
    return {
      logicalId,
      tableName: table.name,
      streamArn: table.streamArn,
      functionArn: formatArn("lambda", `function:${properties.get("FunctionName").string()}`),
      batchSize: properties.find("BatchSize")?.number() ?? BATCH_SIZE_DEFAULT,
      windowMs: (properties.find("MaximumBatchingWindowInSeconds")?.number() || SECONDS_DEFAULT) * 1000,
      ...(pattern !== undefined && { pattern }),
    };
  });
}

function readPattern(criteria: Property | undefined): Json | undefined {
  if (criteria === undefined) return undefined;
  const [filter, ...others] = criteria.get("Filters").items();
  if (filter === undefined || others.length > 0) return criteria.get("Filters").fail("must be exactly one");
  const text = filter.get("Pattern");
  const pattern = parseJson(text.string(), text.where);
  return isPattern(pattern)
    ? pattern
    : text.fail(`is ${text.string()}; the local runner implements lists of texts at the ends of objects only`);
}
