import type { Property } from "./property.ts";
import type { Resource, Stack } from "./stack.ts";

export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

export interface KeySchema {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}

export interface LocalIndex extends KeySchema {
  readonly name: string;
  readonly projection: "ALL" | "KEYS_ONLY";
}

export interface LocalTable extends KeySchema {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly indexes: readonly LocalIndex[];
  /** Items whose value here, in epoch seconds, has passed are deleted some time later. */
  readonly ttlAttribute?: string;
  /** Of the stream that tells what is written, with new images; a table need not have one. */
  readonly streamArn?: string;
}

/** Both forms of a DynamoDB table: CDK's `TableV2` becomes a `GlobalTable`, its `Table` a `Table`. */
export function readTables(stack: Stack): LocalTable[] {
  return stack.ofType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table").map(readTable);
}

function readTable({ logicalId, ref, attributes, properties, type }: Resource): LocalTable {
  if (type === "AWS::DynamoDB::GlobalTable" && properties.get("Replicas").items().length !== 1) {
    properties.get("Replicas").fail("has replicas in several Regions; the local runner has one");
  }
  const billing = properties.find("BillingMode");
  if (billing?.string() !== "PAY_PER_REQUEST")
    properties.fail("must have BillingMode PAY_PER_REQUEST: the local store has no capacity");

  const types = new Map(properties.get("AttributeDefinitions").items().map(readAttribute));
  const indexes = properties.find("GlobalSecondaryIndexes")?.items() ?? [];
  const ttl = properties.find("TimeToLiveSpecification");
  const view = properties.find("StreamSpecification")?.get("StreamViewType");
  if (view !== undefined && view.string() !== "NEW_IMAGE") view.fail("must be NEW_IMAGE");
  const ttlAttribute = ttl?.get("Enabled").boolean() ? ttl.get("AttributeName").string() : undefined;
  return {
    logicalId,
    name: ref,
    arn: attributes.Arn ?? ref,
    ...readKeys(properties.get("KeySchema"), types),
    indexes: indexes.map((index) => ({
      name: index.get("IndexName").string(),
      ...readKeys(index.get("KeySchema"), types),
      projection: readProjection(index.get("Projection").get("ProjectionType")),
    })),
    ...(ttlAttribute === undefined ? {} : { ttlAttribute }),
    ...(view !== undefined && attributes.StreamArn !== undefined && { streamArn: attributes.StreamArn }),
  };
}

function readAttribute(definition: Property): [string, KeyAttribute["type"]] {
  const type = definition.get("AttributeType").string();
  if (type !== "S" && type !== "N" && type !== "B") definition.fail(`has the unknown type ${type}`);
  return [definition.get("AttributeName").string(), type];
}

function readKeys(schema: Property, types: ReadonlyMap<string, KeyAttribute["type"]>): KeySchema {
  const keys = schema.items().map((element) => {
    const name = element.get("AttributeName").string();
    const type = types.get(name) ?? element.fail(`names ${name}, which has no attribute definition`);
    return { keyType: element.get("KeyType").string(), attribute: { name, type } };
  });
  const [partition, sort, ...more] = keys;
  if (partition?.keyType !== "HASH" || (sort !== undefined && sort.keyType !== "RANGE") || more.length > 0) {
    schema.fail("must be one HASH key and at most one RANGE key");
  }
  return { partitionKey: partition.attribute, ...(sort === undefined ? {} : { sortKey: sort.attribute }) };
}

function readProjection(projection: Property): LocalIndex["projection"] {
  const type = projection.string();
  return type === "ALL" || type === "KEYS_ONLY"
    ? type
    : projection.fail(`${type} is not implemented by the local runner`);
}
