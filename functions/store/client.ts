import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";

/** One client per function, made when the module loads; connections are kept alive by the SDK. */
export function createClient(): DynamoDBClient {
  return new DynamoDBClient({ maxAttempts: 3, requestHandler: { requestTimeout: 3000, connectionTimeout: 1000 } });
}

export function tableOf(client: DynamoDBClient, name: string): Table {
  return { client, name };
}
