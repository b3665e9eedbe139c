import { DynamoDBClient, ListTablesCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Platform } from "../../local/platform.ts";

/** Every item of every table, as JSON text. Only a test may look this way: no function has a Scan. */
export async function dumpTables({ store }: Platform): Promise<string[]> {
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: "us-east-1",
    credentials: store.administrator,
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: string[] = [];
  for (const TableName of TableNames) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
      items.push(...Items.map((item) => JSON.stringify(item)));
    }
  }
  client.destroy();
  return items;
}
