import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { DynamoDBClient, ListTablesCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Platform } from "../../local/platform.ts";

/** Every item of every table, as JSON text, what is compressed in it as the text that it is. Only a test may look this way: no function has a Scan. */
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
      items.push(...Items.map((item) => JSON.stringify(item, legible)));
    }
  }
  client.destroy();
  return items;
}

function legible(_: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  for (const decompress of [gunzipSync, brotliDecompressSync]) {
    try {
      return decompress(value).toString();
    } catch {
      // It is something else.
    }
  }
  return Buffer.from(value).toString("latin1");
}
