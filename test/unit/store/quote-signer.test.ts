import { generateKeyPairSync } from "node:crypto";
import { GetPublicKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { beforeEach, describe, expect, it } from "vitest";
import { createQuoteSigner } from "../../../functions/store/quote-signer.ts";

const CURRENT = "arn:aws:kms:us-east-1:000000000000:key/current";
const EARLIER = "arn:aws:kms:us-east-1:000000000000:key/earlier";

const publicKeys = new Map(
  [CURRENT, EARLIER].map((arn) => [
    arn,
    generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "der", type: "spki" }),
  ]),
);

describe("createQuoteSigner", () => {
  let asked: string[];
  let failing: Set<string>;
  const client = {
    async send(command: unknown) {
      if (!(command instanceof GetPublicKeyCommand)) throw new Error("not asked for here");
      const arn = command.input.KeyId ?? "";
      asked.push(arn);
      if (failing.has(arn)) throw new Error("KMS is away");
      return { PublicKey: publicKeys.get(arn) };
    },
  } as unknown as KMSClient;
  beforeEach(() => {
    asked = [];
    failing = new Set();
  });
  const create = () => createQuoteSigner({ keyArn: CURRENT, earlierKeyArns: [EARLIER], client });

  it("reads no key before it is needed, and each once, also when many ask at the same time", async () => {
    const signer = create();
    expect(asked).toEqual([]);
    const [one, two] = await Promise.all([signer.currentKey(), signer.currentKey(), signer.keys()]);
    expect(one).toEqual(two);
    await signer.keys();
    expect(asked).toEqual([CURRENT, EARLIER]);
  });

  it("gives the current key first", async () => {
    const signer = create();
    const keys = await signer.keys();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toEqual(await signer.currentKey());
    expect(keys[0]?.kid).not.toBe(keys[1]?.kid);
  });

  it("needs no earlier key to sign, gives out no half of the keys, and keeps no failure", async () => {
    const signer = create();
    failing.add(EARLIER);
    await expect(signer.currentKey()).resolves.toBeDefined();
    await expect(signer.keys()).rejects.toThrow("KMS is away");
    failing.clear();
    await expect(signer.keys()).resolves.toHaveLength(2);
    expect(asked).toEqual([CURRENT, EARLIER, EARLIER]);
  });
});
