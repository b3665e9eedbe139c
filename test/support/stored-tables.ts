import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../functions/store/table.ts";
import type { TestPlatform } from "./test-platform.ts";

export interface OpenTables {
  readonly directory: Table;
  readonly telemetry: Table;
  close(): void;
}

/** Tables of a running platform, behind the API's back: how a test makes something older than the test is. */
export function openTables({ platform }: TestPlatform): OpenTables {
  const client = new DynamoDBClient({
    endpoint: platform.store.endpoint,
    region: "us-east-1",
    credentials: platform.store.administrator,
  });
  const tableOf = (pattern: RegExp): Table => {
    const table = platform.deployment().tables.find(({ logicalId }) => pattern.test(logicalId));
    if (table === undefined) throw new Error("there is no such table");
    return { client, name: table.name };
  };
  return { directory: tableOf(/directory/i), telemetry: tableOf(/telemetry/i), close: () => client.destroy() };
}
