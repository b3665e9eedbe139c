import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presignGet } from "../../../functions/store/presigned-get.ts";
import { listen } from "../../../local/http/listen.ts";
import { createPolicyEvaluator } from "../../../local/iam/policy-evaluator.ts";
import { openObjectStore } from "../../../local/s3/object-store.ts";
import { type S3, startS3 } from "../../../local/s3/start-s3.ts";
import type { LocalBucket } from "../../../local/template/buckets.ts";

const BUCKET = "shop-uploads";
const CREDENTIALS = { accessKeyId: "function", secretAccessKey: "secret", sessionToken: "session" };
const STRANGER = { accessKeyId: "stranger", secretAccessKey: "secret", sessionToken: "session" };
const bucket: LocalBucket = {
  name: BUCKET,
  domainName: BUCKET,
  objects: new Map(),
  access: [],
  cors: [{ methods: ["POST"], origins: ["https://*.example.com"], headers: ["x-ok"], exposedHeaders: ["ETag"] }],
  expirations: [{ prefix: "pending/", days: 1 }],
};
/** What infra/uploads.ts writes for the function that signs forms. */
const evaluator = createPolicyEvaluator([
  { Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject"], Resource: `arn:aws:s3:::${BUCKET}/pending/*` },
  { Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject"], Resource: `arn:aws:s3:::${BUCKET}/files/*` },
]);

describe("the local S3", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-s3-"));
  const objects = join(folder, "objects");
  let s3: S3;
  let client: S3Client;
  let skewMs = 0;
  const start = async () => {
    s3 = await startS3({
      objects: openObjectStore(objects),
      portFile: join(folder, "port"),
      find: (accessKeyId) => [CREDENTIALS, STRANGER].find((known) => known.accessKeyId === accessKeyId),
      judge: (accessKeyId, _, parts) =>
        accessKeyId === "function" && parts.every((part) => evaluator.decide(part).isAllowed),
      now: () => Date.now() + skewMs,
    });
    s3.deploy([bucket]);
    client = createClient(CREDENTIALS);
  };
  const stop = async () => {
    client.destroy();
    await s3.stop();
  };
  beforeAll(start);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    skewMs = 0;
  });

  function createClient(credentials: typeof CREDENTIALS): S3Client {
    return new S3Client({ endpoint: s3.endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  }
  interface Sending {
    readonly as?: S3Client;
    readonly options?: Partial<PresignedPostOptions>;
    /** A field that is undefined is left out. */
    readonly fields?: Readonly<Record<string, string | undefined>>;
    readonly bytes?: string;
    readonly origin?: string;
  }
  async function send(key: string, { as = client, options, fields, bytes = "12345", origin }: Sending = {}) {
    const form = await createPresignedPost(as, {
      Bucket: BUCKET,
      Key: key,
      Fields: { "Content-Type": "image/png" },
      Conditions: [["content-length-range", 1, 5]],
      Expires: 600,
      ...options,
    });
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...form.fields, ...fields })) {
      if (value !== undefined) body.append(name, value);
    }
    body.append("file", new Blob([bytes]), "a.png");
    const headers = { ...(origin !== undefined && { origin }) };
    const response = await fetch(form.url, { method: "POST", body, headers });
    const [, code] = /<Code>(\w+)</.exec(await response.text()) ?? [];
    return { status: response.status, code, headers: response.headers };
  }
  const read = async (key: string, more: object = {}) => {
    const answer = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key, ...more }));
    return { ...answer, text: await answer.Body?.transformToString() };
  };
  const refused = (name: string) => ({ name });

  it("takes a form that the SDK has signed, and gives the object back whole and in parts", async () => {
    expect(await send("pending/a/b")).toMatchObject({ status: 204 });
    expect(await read("pending/a/b")).toMatchObject({ text: "12345", ContentType: "image/png", ContentLength: 5 });
    for (const [range, text, part] of [
      ["bytes=0-2", "123", "bytes 0-2/5"],
      ["bytes=3-", "45", "bytes 3-4/5"],
      ["bytes=-2", "45", "bytes 3-4/5"],
      ["bytes=0-99", "12345", "bytes 0-4/5"],
    ]) {
      expect(await read("pending/a/b", { Range: range })).toMatchObject({ text, ContentRange: part });
    }
    await expect(read("pending/a/b", { Range: "bytes=5-" })).rejects.toMatchObject(refused("InvalidRange"));
  });

  it("holds a form against its policy: size, type, key, time, and no field that the policy does not name", async () => {
    const key = "pending/policy";
    expect(await send(key, { bytes: "123456" })).toMatchObject({ status: 400, code: "EntityTooLarge" });
    expect(await send(key, { bytes: "" })).toMatchObject({ status: 400, code: "EntityTooSmall" });
    for (const fields of [
      { "Content-Type": "text/html" },
      { "Content-Type": undefined },
      { key: "pending/other" },
      { bucket: "other" },
      { "X-Amz-Date": "20200101T000000Z" },
    ]) {
      const { status } = await send(key, { fields });
      expect([fields, status >= 400]).toEqual([fields, true]);
    }
    const free = { Fields: {}, Conditions: [] };
    expect(await send(key, { options: free, fields: { "Content-Type": "text/html" } })).toMatchObject({
      status: 403,
      code: "AccessDenied",
    });
    expect(await send(key, { options: { Conditions: [["starts-with", "$key", "files/"]] } })).toMatchObject({
      code: "AccessDenied",
    });
    for (const name of ["acl", "success_action_redirect", "tagging", "x-amz-meta-a", "x-amz-storage-class"]) {
      const options = { Fields: { "Content-Type": "image/png", [name]: "x" } };
      expect([name, await send(key, { options })]).toMatchObject([name, { status: 501, code: "NotImplemented" }]);
    }
    skewMs = 595_000;
    expect(await send(key)).toMatchObject({ status: 204 });
    skewMs = 601_000;
    expect(await send(key)).toMatchObject({ status: 403, code: "AccessDenied" });
  });

  it("believes no form whose policy or signature was changed, or that nobody known has signed", async () => {
    const policy = Buffer.from(JSON.stringify({ expiration: "2099-01-01T00:00:00Z", conditions: [] })).toString(
      "base64",
    );
    const key = "pending/forged";
    for (const fields of [
      { Policy: policy },
      { "X-Amz-Signature": "0".repeat(64) },
      { "X-Amz-Signature": undefined },
      { "X-Amz-Credential": "nobody/20200101/us-east-1/s3/aws4_request" },
      { "X-Amz-Security-Token": undefined },
      { "X-Amz-Security-Token": "other" },
      { "X-Amz-Algorithm": "AWS4-ECDSA-P256-SHA256" },
      { Policy: undefined },
    ]) {
      const { status } = await send(key, { fields });
      expect([fields, status]).toEqual([fields, expect.toSatisfy((code: number) => code === 400 || code === 403)]);
    }
    const other = createClient({ ...CREDENTIALS, secretAccessKey: "guessed" });
    expect(await send(key, { as: other })).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
    other.destroy();
    await expect(read(key)).rejects.toMatchObject(refused("AccessDenied"));
  });

  it("asks the policy of who signed, about forms, reading, and both sides of a copy", async () => {
    const stranger = createClient(STRANGER);
    expect(await send("pending/x", { as: stranger })).toMatchObject({ status: 403, code: "AccessDenied" });
    stranger.destroy();
    expect(await send("elsewhere/x")).toMatchObject({ status: 403, code: "AccessDenied" });
    await expect(read("elsewhere/x")).rejects.toMatchObject(refused("AccessDenied"));
    await send("pending/x");
    const copy = (Key: string, from: string, more: object = {}) =>
      client.send(new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource: `${BUCKET}/${from}`, ...more }));
    await expect(copy("elsewhere/x", "pending/x")).rejects.toMatchObject(refused("AccessDenied"));
    await expect(copy("files/x", "elsewhere/x")).rejects.toMatchObject(refused("AccessDenied"));
    await expect(copy("files/x", "pending/none")).rejects.toMatchObject(refused("AccessDenied"));
    await expect(copy("files/x", "pending/x", { CopySourceIfMatch: '"other"' })).rejects.toMatchObject(
      refused("PreconditionFailed"),
    );
    const { ETag } = await read("pending/x");
    await copy("files/x", "pending/x", { CopySourceIfMatch: ETag });
    expect(await read("files/x")).toMatchObject({ text: "12345", ContentType: "image/png", ETag });
    await expect(client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "files/x" }))).rejects.toMatchObject(
      refused("AccessDenied"),
    );
  });

  it("opens an object to a presigned address for its time, as it was signed and in no other way", async () => {
    await send("pending/y");
    const sign = (query: Readonly<Record<string, string>> = {}) => {
      const url = new URL(`${s3.endpoint}/${BUCKET}/pending/y?${new URLSearchParams(query)}`);
      return presignGet({ url, region: "us-east-1", credentials: CREDENTIALS, nowEpochMs: Date.now(), seconds: 60 });
    };
    const asked = {
      "response-content-type": "text/plain",
      "response-content-disposition": `attachment; filename="a b(1)"`,
    };
    const answer = await fetch(sign(asked));
    expect([answer.status, await answer.text()]).toEqual([200, "12345"]);
    expect(answer.headers.get("content-disposition")).toBe(asked["response-content-disposition"]);
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect((await fetch(sign(), { headers: { range: "bytes=0-0" } })).status).toBe(206);
    const statusOf = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).status;
    expect(await statusOf(sign().replace("pending/y", "pending/a/b"))).toBe(403);
    expect(await statusOf(sign(asked).replace("attachment", "inline"))).toBe(403);
    expect(await statusOf(sign().replace("X-Amz-Expires=60", "X-Amz-Expires=99"))).toBe(403);
    expect(await statusOf(sign().replace("Token=session", "Token=other"))).toBe(400);
    expect(await statusOf(sign(), { method: "DELETE" })).toBe(403);
    expect(await statusOf(sign(), { headers: { "x-amz-checksum-mode": "ENABLED" } })).toBe(403);
    expect(await statusOf(`${sign()}&X-Amz-Expires=604800`)).toBe(400);
    const old = sign();
    skewMs = 61_000;
    expect(await statusOf(old)).toBe(403);
  });

  it("refuses whatever it does not implement, and whoever does not sign", async () => {
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: "pending/z", Body: "x" });
    await expect(client.send(put)).rejects.toThrow();
    await expect(client.send(new ListObjectsV2Command({ Bucket: BUCKET }))).rejects.toMatchObject(
      refused("NotImplemented"),
    );
    await expect(read("pending/a/b", { IfNoneMatch: "x" })).rejects.toMatchObject(refused("NotImplemented"));
    await expect(read("pending/a/b", { VersionId: "1" })).rejects.toMatchObject(refused("NotImplemented"));
    await expect(client.send(new GetObjectCommand({ Bucket: "other", Key: "a" }))).rejects.toMatchObject(
      refused("NoSuchBucket"),
    );
    const at = (path: string, init: RequestInit = {}) => fetch(s3.endpoint + path, init).then(({ status }) => status);
    expect(await at(`/${BUCKET}/pending/a/b`)).toBe(403);
    expect(await at(`/${BUCKET}`)).toBe(403);
    expect(await at("/")).toBe(404);
    expect(await at(`/${BUCKET}/%zz`)).toBe(400);
    expect(await at(`/${BUCKET}`, { method: "POST", body: "x" })).toBe(400);
    expect(await at(`/${BUCKET}/pending/a/b`, { method: "POST", body: "x" })).toBe(501);
    expect(await at(`/${BUCKET}`, { method: "POST", body: new FormData() })).toBe(400);
    skewMs = 16 * 60_000;
    await expect(read("pending/a/b")).rejects.toMatchObject(refused("RequestTimeTooSkewed"));
  });

  it("answers pages by the rules of the bucket", async () => {
    const { headers } = await send("pending/cors", { origin: "https://shop.example.com" });
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.example.com");
    expect(headers.get("access-control-expose-headers")).toBe("ETag");
    const other = await send("pending/cors", { origin: "https://example.net" });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    const preflight = (origin: string, method: string, headers: string) =>
      fetch(`${s3.endpoint}/${BUCKET}`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": method, "access-control-request-headers": headers },
      }).then(({ status }) => status);
    expect(await preflight("https://shop.example.com", "POST", "x-ok")).toBe(200);
    expect(await preflight("https://shop.example.com", "POST", "x-other")).toBe(403);
    expect(await preflight("https://shop.example.com", "PUT", "x-ok")).toBe(403);
    expect(await preflight("https://example.net", "POST", "x-ok")).toBe(403);
  });

  it("keeps objects through a restart, in files that only their owner can read, and ends them as the template says", async () => {
    await send("pending/kept");
    await send("files/kept");
    const { endpoint } = s3;
    await stop();
    await start();
    // Pages that allow it in a policy are right after a restart, too.
    expect(s3.endpoint).toBe(endpoint);
    expect(await read("pending/kept")).toMatchObject({ text: "12345" });
    for (const name of readdirSync(join(objects, BUCKET))) {
      expect(statSync(join(objects, BUCKET, name)).mode & 0o777).toBe(0o600);
    }
    const day = 24 * 60 * 60 * 1000;
    openObjectStore(objects).sweep(BUCKET, bucket.expirations, Date.now() + day - 60_000);
    expect(await read("pending/kept")).toMatchObject({ text: "12345" });
    openObjectStore(objects).sweep(BUCKET, bucket.expirations, Date.now() + day);
    await expect(read("pending/kept")).rejects.toMatchObject(refused("AccessDenied"));
    expect(await read("files/kept")).toMatchObject({ text: "12345" });
  });

  it.each(["a taken port", "no port", "a port that there is not"])(
    "starts on any port where its file holds %s",
    async (what) => {
      const taken = await listen(0, (_, response) => void response.end());
      const portFile = join(folder, "other-port");
      const held = { "a taken port": `${taken.port}`, "no port": "{}", "a port that there is not": "65536" }[what];
      writeFileSync(portFile, `${held}`);
      const other = await startS3({
        objects: openObjectStore(objects),
        portFile,
        find: () => undefined,
        judge: () => false,
      });
      expect(other.endpoint).toBe(`http://127.0.0.1:${readFileSync(portFile, "utf8").trim()}`);
      expect(readFileSync(portFile, "utf8").trim()).not.toBe(held);
      await Promise.all([other.stop(), taken.close()]);
    },
  );
});
