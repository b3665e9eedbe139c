import { randomBytes } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { API } from "../../../contract/api.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import { createApplicationId, createApplicationKey } from "../../../functions/domain/application-key.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import { digestToken, formatDigest } from "../../../functions/domain/digest.ts";
import { createHandler } from "../../../functions/http/create-handler.ts";
import { authorize, authorizeAndReport } from "../../../functions/service-management/authorize.ts";
import { matchApplication } from "../../../functions/service-management/find-application.ts";
import { reportUsage } from "../../../functions/service-management/report.ts";
import { putApplication, type StoredApplication } from "../../../functions/store/applications.ts";
import { transact } from "../../../functions/store/transact.ts";
import { WORKSPACE_ID } from "../domain/records.ts";
import { createApiEvent } from "../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

const SERVICE_ID = "svc_000000000001";
const NOW = Date.parse("2026-11-22T12:34:56Z");
const id = createApplicationId(randomBytes);
const [key, formerKey, otherKey] = [1, 2, 3].map(() => createApplicationKey(id, randomBytes));
const digestOf = (value = createApplicationKey(id, randomBytes)) => formatDigest(digestToken(value));
const application: StoredApplication = {
  id,
  workspaceId: WORKSPACE_ID,
  serviceId: SERVICE_ID,
  name: "Caller",
  state: "active",
  limits: { perDay: 1 },
  digest: digestOf(key),
  previousDigest: digestOf(formerKey),
  previousValidUntil: new Date(NOW + 1).toISOString(),
  createdAt: "2026-11-01T00:00:00.000Z",
  createdBy: "mem_0000000000aa",
  updatedAt: "2026-11-01T00:00:00.000Z",
  revision: 1,
};
const principal: Principal = {
  kind: "service",
  workspaceId: WORKSPACE_ID,
  id: "lkv_000000000001",
  scopes: [],
  services: [SERVICE_ID],
  owner: { type: "service", id: SERVICE_ID, name: "Service" },
};

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
  await transact(directory.client, [putApplication(directory, application)]);
});
afterAll(() => directory.stop());

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "service-management",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:service-management",
  memoryLimitInMB: "512",
  awsRequestId: "invocation-1",
  logGroupName: "/aws/lambda/service-management",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => 3_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

async function send(operation: "authorizeApplication" | "authorizeAndReport" | "reportUsage", telemetry = directory) {
  const parts = { directory, telemetry };
  const handler = createHandler(
    new Logger({ logLevel: "SILENT" }),
    { operations: OPERATIONS, shapes: API },
    {
      authorizeApplication: (request) => authorize(parts, request),
      authorizeAndReport: (request) => authorizeAndReport(parts, request),
      reportUsage: (request) => reportUsage(parts, request),
    },
    () => NOW,
  );
  const body = operation === "reportUsage" ? { transactions: [{ applicationId: id }] } : { applicationId: id };
  const event = createApiEvent(operation, {
    principal,
    path: { serviceId: SERVICE_ID },
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { statusCode, body: text } = await handler(event, CONTEXT);
  return { status: statusCode, body: JSON.parse(text ?? "") };
}

it.each(["authorizeApplication", "authorizeAndReport", "reportUsage"] as const)(
  "%s answers 500 when the counters cannot be reached, and never that it is authorized",
  async (operation) => {
    const client = new DynamoDBClient({
      endpoint: "http://127.0.0.1:1",
      region: "us-east-1",
      credentials: { accessKeyId: "x", secretAccessKey: "x" },
      maxAttempts: 1,
    });
    const { status, body } = await send(operation, { ...directory, client });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: "internal_error" });
    client.destroy();
  },
);

it("the last hit of a limit is authorized, and the one after it is not", async () => {
  expect((await send("authorizeAndReport")).body).toMatchObject({ authorized: true });
  expect((await send("authorizeAndReport")).body).toMatchObject({ authorized: false, reason: "limit_exceeded" });
});

it("a key counts until it is replaced, the one before until and not at the end of its grace period", () => {
  const match = (applicationKey: string | undefined, nowEpochMs = NOW, serviceId = SERVICE_ID) =>
    matchApplication(application, { applicationKey }, serviceId, nowEpochMs) !== undefined;
  expect([match(key), match(formerKey), match(formerKey, NOW + 1), match(otherKey)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([match(undefined), match(key, NOW, "svc_000000000002"), match("nonsense")]).toEqual([true, false, false]);
  expect(matchApplication(undefined, { applicationId: id }, SERVICE_ID, NOW)).toBeUndefined();
});
