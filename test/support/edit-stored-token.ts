import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Key, memberKey, tokenKey } from "../../functions/store/keys.ts";
import type { TestPlatform } from "./test-platform.ts";

type Texts = Readonly<Record<string, string>>;

/** Sets texts of a stored token behind the API's back: how a test makes a token older than the test is. */
export function editStoredToken(test: TestPlatform, tokenId: string, texts: Texts): Promise<void> {
  return editStored(test, tokenKey(tokenId), texts);
}

/** The same for a member of the demo's workspace. */
export function editStoredMember(test: TestPlatform, memberId: string, texts: Texts): Promise<void> {
  return editStored(test, memberKey(test.platform.workspaceId, memberId), texts);
}

async function editStored({ platform }: TestPlatform, { pk, sk }: Key, texts: Texts): Promise<void> {
  const table = platform.deployment().tables.find(({ logicalId }) => /directory/i.test(logicalId));
  if (table === undefined) throw new Error("there is no directory");
  const client = new DynamoDBClient({
    endpoint: platform.store.endpoint,
    region: "us-east-1",
    credentials: platform.store.administrator,
  });
  const names = Object.keys(texts);
  await client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, { S: texts[name] ?? "" }])),
    }),
  );
  client.destroy();
}
