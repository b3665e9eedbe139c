import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { type DynamoDb, type DynamoDbOptions, startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { createClient } from "../../suites/dynamodb/fixture.ts";
import { TABLE } from "./things-table.ts";

/** An engine with the table Things and a client; both end with the test. Nothing is swept unless the test asks. */
export async function startTestEngine(options: DynamoDbOptions = {}): Promise<DynamoDb & { client: DynamoDBClient }> {
  const engine = await startDynamoDb({ sweepIntervalMs: 0, ...options });
  const client = createClient(engine.endpoint);
  let isStopped = false;
  async function stop(): Promise<void> {
    if (isStopped) return;
    isStopped = true;
    client.destroy();
    await engine.stop();
  }
  onTestFinished(stop);
  await engine.createTables([TABLE]);
  return { ...engine, client, stop };
}

/** A directory that is removed with the test. */
export async function createDataDir(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-dynamodb-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
