import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createDeliveryStream } from "../../../functions/store/delivery-stream.ts";
import { type Firehose, startFirehose } from "../../../local/firehose/start-firehose.ts";
import type { LocalDeliveryStream } from "../../../local/template/delivery-streams.ts";

const STREAM: LocalDeliveryStream = {
  name: "events",
  arn: "arn:aws:firehose:us-east-1:000000000000:deliverystream/events",
  bucketArn: "arn:aws:s3:::files",
  prefix: "events/date=!{timestamp:yyyy-MM-dd}/",
  fileExtension: ".jsonl.gz",
  roleName: "delivery",
  statements: [],
};

describe("the local Firehose", () => {
  const directory = mkdtempSync(join(tmpdir(), "latchkey-firehose-"));
  let firehose: Firehose;
  let mayWrite = true;
  beforeAll(async () => {
    firehose = await startFirehose({
      directory,
      judge(accessKeyId, _, { action, resource }) {
        const isAllowed =
          action === "firehose:PutRecordBatch"
            ? accessKeyId === "function" && resource === STREAM.arn
            : mayWrite && accessKeyId === STREAM.name && resource.startsWith("arn:aws:s3:::files/events/");
        return isAllowed ? undefined : { type: "AccessDeniedException", message: "no" };
      },
      now: () => Date.parse("2026-11-23T23:59:58Z"),
    });
  });
  beforeEach(() => firehose.deploy([STREAM]));
  afterAll(async () => {
    await firehose.stop();
    rmSync(directory, { recursive: true });
  });

  const put = (records: readonly string[], { accessKeyId = "function", name = STREAM.name } = {}) =>
    createDeliveryStream({
      name,
      client: new FirehoseClient({
        endpoint: firehose.endpoint,
        region: "us-east-1",
        credentials: { accessKeyId, secretAccessKey: "x" },
      }),
      retryDelaysMs: [],
    }).put(records);
  const files = () => globSync("**/*.gz", { cwd: directory });

  it("writes what it is given into a compressed file below the day", async () => {
    await put(["one\n", "two\n"]);
    const [file = "", ...others] = files();
    expect(others).toEqual([]);
    expect(file).toMatch(/^files\/events\/date=2026-11-23\/events-1-2026-11-23-23-59-58-[0-9a-f-]{36}\.jsonl\.gz$/);
    expect(gunzipSync(readFileSync(join(directory, file))).toString()).toBe("one\ntwo\n");
  });

  it("refuses whom no policy allows it, and writes nothing for them", async () => {
    const before = files();
    await expect(put(["one\n"], { accessKeyId: "other" })).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(put(["one\n"], { name: "unknown" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect(files()).toEqual(before);
  });

  it("writes no further than the delivery stream's own role may", async () => {
    const before = files();
    mayWrite = false;
    onTestFinished(() => {
      mayWrite = true;
    });
    await expect(put(["one\n"])).rejects.toMatchObject({ name: "InvalidArgumentException" });
    expect(files()).toEqual(before);
  });

  it.each([
    ["a record that is too large", { DeliveryStreamName: "events", Records: [{ Data: "A".repeat(1_366_000) }] }],
    ["too many records", { DeliveryStreamName: "events", Records: Array(501).fill({ Data: "QQ==" }) }],
    ["no record", { DeliveryStreamName: "events", Records: [] }],
    ["a parameter that it does not know", { DeliveryStreamName: "events", Records: [{ Data: "QQ==" }], More: 1 }],
  ])("refuses %s", async (_, body) => {
    const response = await fetch(firehose.endpoint, {
      method: "POST",
      headers: {
        "x-amz-target": "Firehose_20150804.PutRecordBatch",
        authorization: "AWS4-HMAC-SHA256 Credential=function/20261123/us-east-1/firehose/aws4_request, Signature=0",
      },
      body: JSON.stringify(body),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ __type: "InvalidArgumentException" }),
    ]);
  });
});
