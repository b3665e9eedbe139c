import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import type { Platform } from "../../local/platform.ts";

/**
 * Moves what has one of these ids into another workspace, which it makes. Afterwards the ids exist there and nowhere else: for a test that
 * asks for them from their former workspace.
 */
export async function transplant(platform: Platform, ids: readonly string[], otherWorkspaceId: string): Promise<void> {
  const { store, workspaceId } = platform;
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: "us-east-1",
    credentials: store.administrator,
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    const items: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) items.push(...Items);
    for (const item of items) {
      const text = JSON.stringify(item, withoutBytes);
      const isWorkspace = item.sk?.S === "WORKSPACE";
      // What has happened and what was answered stays in the workspace where it was.
      if (/#AUDIT|#IDEMPOTENCY/.test(item.pk?.S ?? "")) continue;
      if (!isWorkspace && !ids.some((id) => text.includes(id))) continue;
      const moved: Item = JSON.parse(text.replaceAll(workspaceId, otherWorkspaceId), withBytes);
      await client.send(new PutItemCommand({ TableName, Item: moved }));
      if (isWorkspace || keyOf(moved) === keyOf(item)) continue;
      await client.send(
        new DeleteItemCommand({ TableName, Key: { pk: { S: item.pk?.S ?? "" }, sk: { S: item.sk?.S ?? "" } } }),
      );
    }
  }
  client.destroy();
}

type Item = Record<string, AttributeValue>;

/** JSON has no bytes: they go through it as base64. */
function withoutBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
}

function withBytes(_: string, value: unknown): unknown {
  const base64: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "base64") : undefined;
  return typeof base64 === "string" ? new Uint8Array(Buffer.from(base64, "base64")) : value;
}

function keyOf({ pk, sk }: Item): string {
  return `${pk?.S} ${sk?.S}`;
}
