import type { TableDescription } from "../../../local/dynamodb/tables.ts";

export const TABLE: TableDescription = {
  tableName: "Things",
  partitionKey: { name: "pk", type: "S" },
  sortKey: { name: "sk", type: "S" },
  globalSecondaryIndexes: [
    {
      indexName: "byOwner",
      partitionKey: { name: "owner", type: "S" },
      sortKey: { name: "since", type: "S" },
      projection: "ALL",
    },
  ],
  timeToLiveAttribute: "ttl",
};
