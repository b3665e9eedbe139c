import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createWebhookSecret, signMessage } from "../../../functions/domain/webhook-signature.ts";
import known from "../../vectors/standard-webhooks.json" with { type: "json" };

describe("signMessage", () => {
  it.each(known.vectors)("gives the known answer for $id", ({ secret, signature, ...message }) => {
    expect(signMessage(message, [secret])).toEqual({
      "webhook-id": message.id,
      "webhook-timestamp": String(message.timestampEpochSeconds),
      "webhook-signature": signature,
    });
  });

  it("signs with each of two secrets, newest first", () => {
    const message = { id: "msg_1", timestampEpochSeconds: 1, body: "{}" };
    const [first, second] = [createWebhookSecret(randomBytes), createWebhookSecret(randomBytes)];
    const alone = [first, second].map((secret) => signMessage(message, [secret])["webhook-signature"]);
    expect(signMessage(message, [first, second])["webhook-signature"]).toBe(alone.join(" "));
  });

  it("depends on id, time and every byte of the body", () => {
    const message = { id: "msg_1", timestampEpochSeconds: 1, body: "{}" };
    const secret = createWebhookSecret(randomBytes);
    const changed = [{ id: "msg_2" }, { timestampEpochSeconds: 2 }, { body: "{} " }, {}];
    const signatures = changed.map((change) => signMessage({ ...message, ...change }, [secret])["webhook-signature"]);
    expect(new Set(signatures).size).toBe(changed.length);
  });

  it("signs with nothing that is not a webhook secret", () => {
    expect(() => signMessage({ id: "a", timestampEpochSeconds: 1, body: "" }, ["c2VjcmV0"])).toThrow(/whsec_/);
  });
});

describe("a webhook secret", () => {
  it("holds 256 bits, and no two are the same", () => {
    const secrets = Array.from({ length: 50 }, () => createWebhookSecret(randomBytes));
    for (const secret of secrets) expect(secret).toMatch(/^whsec_[0-9A-Za-z+/]{43}=$/);
    expect(new Set(secrets).size).toBe(50);
  });
});
