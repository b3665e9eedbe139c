import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DecryptCommand, EncryptCommand, KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSecret, sealSecret } from "../../../functions/store/secret-box.ts";
import { createPolicyEvaluator } from "../../../local/iam/policy-evaluator.ts";
import { type KeyMaterial, openKeyMaterial } from "../../../local/kms/key-material.ts";
import { type Kms, startKms } from "../../../local/kms/start-kms.ts";

const KEY = "arn:aws:kms:us-east-1:000000000000:key/one";
const OTHER_KEY = "arn:aws:kms:us-east-1:000000000000:key/other";
const OWNER = { workspaceId: "ws_000000000001", tokenId: "lkv_000000000001" };

const symmetric = (arn: string) => ({ arn, spec: "SYMMETRIC_DEFAULT" }) as const;

/** What infra/grants.ts writes for a function that keeps the secrets of service tokens. */
const evaluator = createPolicyEvaluator([
  {
    Sid: "Secrets",
    Effect: "Allow",
    Action: ["kms:Encrypt", "kms:Decrypt"],
    Resource: KEY,
    Condition: {
      StringLike: {
        "kms:EncryptionContext:workspaceId": "ws_????????????",
        "kms:EncryptionContext:tokenId": "lkv_????????????",
      },
      "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["workspaceId", "tokenId"] },
    },
  },
]);

describe("the local KMS", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-kms-"));
  const file = join(folder, "kms.json");
  let kms: Kms;
  let client: KMSClient;
  let keys: KeyMaterial;
  beforeAll(async () => {
    keys = openKeyMaterial(file);
    keys.create([symmetric(KEY), symmetric(OTHER_KEY)]);
    kms = await startKms({
      keys,
      judge: (accessKeyId, _, request) =>
        accessKeyId === "function" && evaluator.decide(request).isAllowed
          ? undefined
          : { type: "AccessDeniedException", message: "no" },
    });
    client = createClient("function");
  });
  afterAll(async () => {
    client.destroy();
    await kms.stop();
    rmSync(folder, { recursive: true });
  });

  function createClient(accessKeyId: string): KMSClient {
    const credentials = { accessKeyId, secretAccessKey: "x" };
    return new KMSClient({ endpoint: kms.endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  }
  const box = () => ({ client, keyArn: KEY });
  const seal = (secret: string) => sealSecret(box(), OWNER, secret);

  it("gives back what was encrypted, and never the same ciphertext twice", async () => {
    const [one, two] = [await seal("secret value"), await seal("secret value")];
    expect(one.ciphertext).not.toBe(two.ciphertext);
    expect(Buffer.from(one.ciphertext, "base64").toString("latin1")).not.toContain("secret value");
    expect(await openSecret(box(), OWNER, one)).toBe("secret value");
  });

  it("decrypts for the same context only, whose order does not count", async () => {
    const sealed = await seal("secret value");
    const { tokenId, workspaceId } = OWNER;
    expect(await openSecret(box(), { tokenId, workspaceId }, sealed)).toBe("secret value");
    for (const other of [
      { ...OWNER, tokenId: "lkv_000000000002" },
      { ...OWNER, workspaceId: "ws_000000000002" },
    ]) {
      await expect(openSecret(box(), other, sealed)).rejects.toMatchObject({ name: "InvalidCiphertextException" });
    }
  });

  it("decrypts nothing that was changed, cut off, or made with another key", async () => {
    const bytes = Buffer.from((await seal("secret value")).ciphertext, "base64");
    for (let position = 0; position < bytes.length; position++) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      const sealed = { ciphertext: changed.toString("base64") };
      await expect(openSecret(box(), OWNER, sealed)).rejects.toMatchObject({ name: "InvalidCiphertextException" });
    }
    const cut = { ciphertext: bytes.subarray(0, 20).toString("base64") };
    await expect(openSecret(box(), OWNER, cut)).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  });

  it("asks the caller's policy: about the key, and about every name and value of the context", async () => {
    const denied = { name: "AccessDeniedException" };
    const stranger = createClient("stranger");
    await expect(sealSecret({ client: stranger, keyArn: KEY }, OWNER, "x")).rejects.toMatchObject(denied);
    stranger.destroy();
    await expect(sealSecret({ client, keyArn: OTHER_KEY }, OWNER, "x")).rejects.toMatchObject(denied);
    const encrypt = (EncryptionContext: Record<string, string> | undefined) =>
      client.send(new EncryptCommand({ KeyId: KEY, Plaintext: Buffer.from("x"), EncryptionContext }));
    for (const context of [
      undefined,
      { workspaceId: OWNER.workspaceId },
      { tokenId: OWNER.tokenId },
      { ...OWNER, tokenId: "lks_000000000001" },
      { ...OWNER, more: "x" },
    ]) {
      await expect(encrypt(context)).rejects.toMatchObject(denied);
    }
    await encrypt(OWNER);
  });

  it("refuses what it does not implement: other operations, other parameters, a key that is not named", async () => {
    await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: "UnknownOperationException" });
    const CiphertextBlob = Buffer.from((await seal("x")).ciphertext, "base64");
    const decrypt = (more: object) =>
      client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: OWNER, ...more }));
    await expect(decrypt({})).rejects.toMatchObject({ name: "ValidationException" });
    await expect(decrypt({ KeyId: "alias/latchkey" })).rejects.toMatchObject({ name: "ValidationException" });
    const algorithm = { KeyId: KEY, EncryptionAlgorithm: "RSAES_OAEP_SHA_256" };
    await expect(decrypt(algorithm)).rejects.toMatchObject({ name: "ValidationException" });
    const answer = await fetch(kms.endpoint, { method: "POST", headers: { "x-amz-target": "TrentService.Encrypt" } });
    expect(await answer.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });

  it("keeps its keys through a restart, in a file that only its owner can read", async () => {
    const sealed = await seal("secret value");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = openKeyMaterial(file);
    again.create([symmetric(KEY)]);
    expect(again.find(KEY)).toEqual(keys.find(KEY));
    expect(again.find("arn:aws:kms:us-east-1:000000000000:key/none")).toBeUndefined();
    expect(await openSecret(box(), OWNER, sealed)).toBe("secret value");
  });
});
