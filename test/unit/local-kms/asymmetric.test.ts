import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  EncryptCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  type SignCommandInput,
  VerifyCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDerSignature } from "../../../functions/domain/quote-signature.ts";
import { createQuoteSigner } from "../../../functions/store/quote-signer.ts";
import { createPolicyEvaluator } from "../../../local/iam/policy-evaluator.ts";
import { type KeyMaterial, openKeyMaterial } from "../../../local/kms/key-material.ts";
import { type Kms, startKms } from "../../../local/kms/start-kms.ts";
import type { KeySpec } from "../../../local/template/keys.ts";

const KEY = arnOf("quotes");
const OTHER = arnOf("other");
const SECRETS = arnOf("secrets");

/** What infra/quote-key.ts writes for the function that signs, and a right to do everything with the key for secrets. */
const evaluator = createPolicyEvaluator([
  {
    Sid: "SignQuotes",
    Effect: "Allow",
    Action: "kms:Sign",
    Resource: [KEY, SECRETS],
    Condition: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" } },
  },
  { Sid: "GetPublicKeyOfQuotes", Effect: "Allow", Action: "kms:GetPublicKey", Resource: [KEY, SECRETS] },
  { Sid: "Encrypt", Effect: "Allow", Action: "kms:Encrypt", Resource: [KEY, SECRETS] },
]);

describe("the local KMS, with a key that signs", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-kms-"));
  const file = join(folder, "kms.json");
  let kms: Kms;
  let client: KMSClient;
  let keys: KeyMaterial;
  beforeAll(async () => {
    keys = openKeyMaterial(file);
    keys.create([of(KEY, "ECC_NIST_P256"), of(OTHER, "ECC_NIST_P256"), of(SECRETS, "SYMMETRIC_DEFAULT")]);
    kms = await startKms({
      keys,
      judge: (_, __, request) =>
        evaluator.decide(request).isAllowed ? undefined : { type: "AccessDeniedException", message: "no" },
    });
    const credentials = { accessKeyId: "function", secretAccessKey: "x" };
    client = new KMSClient({ endpoint: kms.endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await kms.stop();
    rmSync(folder, { recursive: true });
  });

  const signer = (keyArn = KEY) => createQuoteSigner({ keyArn, earlierKeyArns: [], client });
  const sign = (more: Partial<SignCommandInput>) =>
    client.send(
      new SignCommand({
        KeyId: KEY,
        Message: randomBytes(32),
        MessageType: "DIGEST",
        SigningAlgorithm: "ECDSA_SHA_256",
        ...more,
      }),
    );

  it("signs digests so that anybody can verify them with the public key, and never twice alike", async () => {
    const { PublicKey = new Uint8Array() } = await client.send(new GetPublicKeyCommand({ KeyId: KEY }));
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
    const seen = new Set<string>();
    for (let count = 0; count < 50; count++) {
      const message = randomBytes(count);
      const der = await signer().sign(createHash("sha256").update(message).digest());
      expect(verify("sha256", message, key, der)).toBe(true);
      const raw = parseDerSignature(der);
      expect(verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, raw)).toBe(true);
      expect(verify("sha256", randomBytes(33), key, der)).toBe(false);
      seen.add(Buffer.from(raw).toString("hex"));
    }
    expect(seen.size).toBe(50);
  });

  it("asks the caller's policy: about the key, and about each action", async () => {
    const denied = { name: "AccessDeniedException" };
    await expect(signer(OTHER).sign(randomBytes(32))).rejects.toMatchObject(denied);
    await expect(signer(OTHER).currentKey()).rejects.toMatchObject(denied);
  });

  it.each([
    ["RAW messages", { MessageType: "RAW" }],
    ["messages of no type", { MessageType: undefined }],
    ["another algorithm", { SigningAlgorithm: "ECDSA_SHA_384" }],
    ["a digest that is too short", { Message: randomBytes(31) }],
    ["a digest that is too long", { Message: randomBytes(33) }],
    ["a dry run", { DryRun: true }],
    ["grant tokens", { GrantTokens: ["x"] }],
    ["a key that is not named by its ARN", { KeyId: "alias/latchkey" }],
  ] as const)("signs no %s", async (_, more) => {
    await expect(sign({ ...more } as Partial<SignCommandInput>)).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("does with a key what it is for and nothing else", async () => {
    const wrong = { name: "InvalidKeyUsageException" };
    await expect(sign({ KeyId: SECRETS })).rejects.toMatchObject(wrong);
    await expect(client.send(new GetPublicKeyCommand({ KeyId: SECRETS }))).rejects.toMatchObject(wrong);
    const encrypt = new EncryptCommand({ KeyId: KEY, Plaintext: Buffer.from("x") });
    await expect(client.send(encrypt)).rejects.toMatchObject(wrong);
    const check = new VerifyCommand({
      KeyId: KEY,
      Message: randomBytes(32),
      MessageType: "DIGEST",
      Signature: randomBytes(70),
      SigningAlgorithm: "ECDSA_SHA_256",
    });
    await expect(client.send(check)).rejects.toMatchObject({ name: "UnknownOperationException" });
  });

  it("keeps its keys through a restart, in a file that only its owner can read", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = await signer().currentKey();
    const again = openKeyMaterial(file);
    again.create([of(KEY, "ECC_NIST_P256"), of(SECRETS, "SYMMETRIC_DEFAULT")]);
    expect(again.find(SECRETS)).toEqual(keys.find(SECRETS));
    const second = await startKms({ keys: again, judge: () => undefined });
    const credentials = { accessKeyId: "function", secretAccessKey: "x" };
    const other = new KMSClient({ endpoint: second.endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    expect(await createQuoteSigner({ keyArn: KEY, earlierKeyArns: [], client: other }).currentKey()).toEqual(before);
    other.destroy();
    await second.stop();
  });

  it("never makes a key of another kind in the place of one, and reads no damaged file", () => {
    expect(() => openKeyMaterial(file).create([of(KEY, "SYMMETRIC_DEFAULT")])).toThrow(/is ECC_NIST_P256/);
    expect(() => openKeyMaterial(file).create([of(SECRETS, "ECC_NIST_P256")])).toThrow(/is SYMMETRIC_DEFAULT/);
    const damaged = join(folder, "damaged.json");
    const content: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
    for (const broken of [`${content[KEY]?.slice(0, 60)}`, `${content[SECRETS]?.slice(4)}`, ""]) {
      writeFileSync(damaged, JSON.stringify({ [KEY]: broken }));
      expect(() => openKeyMaterial(damaged)).toThrow();
    }
  });
});

function arnOf(name: string): string {
  return `arn:aws:kms:us-east-1:000000000000:key/${name}`;
}

function of(arn: string, spec: KeySpec) {
  return { arn, spec };
}
