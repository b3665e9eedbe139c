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
    directory: createTable(scope, "Directory", removalPolicy, ["byWorkspace", "byOwner"]),
    catalogue: createTable(scope, "Catalogue", removalPolicy, ["byWorkspace", "byConfigurator"]),
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

function indexOn(indexName: IndexName, position: number): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: { name: `gsi${position + 1}pk`, type: AttributeType.STRING },
    sortKey: { name: `gsi${position + 1}sk`, type: AttributeType.STRING },
  };
}
