import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ContributorInsightsMode,
  type GlobalSecondaryIndexPropsV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { IndexName, TableName } from "./grants.ts";

export type LatchkeyTables = Readonly<Record<TableName, TableV2>>;

/** Directory: who and what may do what. Catalogue: configurators and saves. Telemetry: events and their rollups. */
export function createTables(scope: Construct, removalPolicy: RemovalPolicy): LatchkeyTables {
  return {
    directory: createTable(scope, "Directory", removalPolicy, [
      "byWorkspace",
      "byOwner",
      "byState",
      "byExpiry",
      "byIdle",
    ]),
    catalogue: createTable(scope, "Catalogue", removalPolicy, ["byWorkspace", "byConfigurator", "byReference"]),
    telemetry: createTable(scope, "Telemetry", removalPolicy, []),
  };
}

function createTable(scope: Construct, id: string, removalPolicy: RemovalPolicy, indexes: IndexName[]): TableV2 {
  return new TableV2(scope, id, {
    partitionKey: { name: "pk", type: AttributeType.STRING },
    sortKey: { name: "sk", type: AttributeType.STRING },
    globalSecondaryIndexes: indexes.map(indexOn),
    // Deletes up to two days late: it tidies up, and code compares times itself.
    timeToLiveAttribute: "ttl",
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // Watches only keys that were throttled, which costs nothing until one is.
    contributorInsightsSpecification: {
      enabled: true,
      mode: ContributorInsightsMode.THROTTLED_KEYS,
    },
    deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    removalPolicy,
  });
}

/** The attributes that an index is made of; functions/store/list.ts names the same. An item without them is not in it. */
const INDEX_KEYS: Readonly<Record<IndexName, readonly [partitionKey: string, sortKey: string]>> = {
  byWorkspace: ["gsi1pk", "gsi1sk"],
  byOwner: ["gsi2pk", "gsi2sk"],
  byConfigurator: ["gsi2pk", "gsi2sk"],
  byReference: ["gsi3pk", "gsi3sk"],
  byState: ["gsi3pk", "gsi3sk"],
  byExpiry: ["gsi4pk", "gsi4sk"],
  byIdle: ["gsi1pk", "idleSince"],
};

function indexOn(indexName: IndexName): GlobalSecondaryIndexPropsV2 {
  const [partitionKey, sortKey] = INDEX_KEYS[indexName];
  return {
    indexName,
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
  };
}
