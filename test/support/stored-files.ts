import { join } from "node:path";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { uploadKey } from "../../functions/store/keys.ts";
import { endingKeys } from "../../functions/store/uploads.ts";
import { openObjectStore } from "../../local/s3/object-store.ts";
import type { TestPlatform } from "./test-platform.ts";

/** Whether the local bucket has bytes of an upload, where they are sent to or where they are kept. */
export function isStored(
  { platform, dataDirectory }: TestPlatform,
  folder: "pending" | "files",
  uploadId: string,
): boolean {
  const bucket = platform.deployment().buckets.find(({ name }) => /uploads/i.test(name));
  if (bucket === undefined) throw new Error("there is no bucket of uploads");
  const objects = openObjectStore(join(dataDirectory, "s3"));
  return objects.get(bucket.name, `${folder}/${platform.workspaceId}/${uploadId}`) !== undefined;
}

/** Moves the end of an upload into the past, behind the API's back. Fails for one that is part of a save, because it has no end. */
export async function endUpload({ platform }: TestPlatform, uploadId: string, minutesAgo: number): Promise<void> {
  const table = platform.deployment().tables.find(({ logicalId }) => /catalogue/i.test(logicalId));
  if (table === undefined) throw new Error("there is no catalogue");
  const client = new DynamoDBClient({
    endpoint: platform.store.endpoint,
    region: "us-east-1",
    credentials: platform.store.administrator,
  });
  const expiresAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const { gsi1pk, gsi1sk } = endingKeys(uploadId, expiresAt);
  await client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshall(uploadKey(platform.workspaceId, uploadId)),
      UpdateExpression: "SET expiresAt = :expiresAt, gsi1pk = :gsi1pk, gsi1sk = :gsi1sk",
      ConditionExpression: "attribute_exists(expiresAt)",
      ExpressionAttributeValues: marshall({ ":expiresAt": expiresAt, ":gsi1pk": gsi1pk, ":gsi1sk": gsi1sk }),
    }),
  );
  client.destroy();
}
