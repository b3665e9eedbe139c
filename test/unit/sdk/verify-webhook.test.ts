import { describe, expect, it } from "vitest";
import { signMessage } from "../../../functions/domain/webhook-signature.ts";
import { verifyWebhook, WebhookVerificationError } from "../../../sdk/src/index.ts";
import known from "../../vectors/standard-webhooks.json" with { type: "json" };

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const BODY =
  '{"type":"webhook.test","timestamp":"2026-11-22T12:00:00.000Z","data":{"workspaceId":"ws_1","webhookId":"whk_1"}}';

function sign(changes: { body?: string; now?: number; secrets?: readonly string[] } = {}): Record<string, string> {
  const { body = BODY, now = NOW, secrets = [SECRET] } = changes;
  return signMessage({ id: "msg_1", timestampEpochSeconds: now / 1000, body }, secrets);
}

async function reasonOf(verification: Promise<unknown>): Promise<string> {
  const error = await verification.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WebhookVerificationError)) throw new Error(`not refused as it should be: ${String(error)}`);
  return error.reason;
}

describe("verifyWebhook", () => {
  it.each(known.vectors)(
    "takes the known answer for $id",
    async ({ id, timestampEpochSeconds, body, signature, secret }) => {
      const headers = {
        "webhook-id": id,
        "webhook-timestamp": String(timestampEpochSeconds),
        "webhook-signature": signature,
      };
      const verified = await verifyWebhook(body, headers, secret, { now: timestampEpochSeconds * 1000 });
      expect(verified).toEqual({ id, message: JSON.parse(body) });
    },
  );

  it("takes a body of bytes, a Headers object, and any of several signatures", async () => {
    const options = { now: NOW };
    const expected = { id: "msg_1", message: JSON.parse(BODY) };
    expect(await verifyWebhook(new TextEncoder().encode(BODY), sign(), SECRET, options)).toEqual(expected);
    expect(await verifyWebhook(Buffer.from(BODY), new Headers(sign()), SECRET, options)).toEqual(expected);
    const both = sign({ secrets: [OTHER, SECRET] });
    expect(await verifyWebhook(BODY, both, SECRET, options)).toEqual(expected);
    expect(await verifyWebhook(BODY, both, OTHER, options)).toEqual(expected);
    const unknown = { ...sign(), "webhook-signature": `v2,xyz v1a,abc v1,!! ${sign()["webhook-signature"]}` };
    expect(await verifyWebhook(BODY, unknown, SECRET, options)).toEqual(expected);
  });

  it("refuses what was signed with another secret, and what was changed since", async () => {
    const verify = (body: string, headers: Record<string, string>, secret = SECRET) =>
      reasonOf(verifyWebhook(body, headers, secret, { now: NOW }));
    expect(await verify(BODY, sign(), OTHER)).toBe("signature_not_valid");
    expect(await verify(`${BODY} `, sign())).toBe("signature_not_valid");
    expect(await verify(BODY, { ...sign(), "webhook-id": "msg_2" })).toBe("signature_not_valid");
    expect(await verify(BODY, { ...sign(), "webhook-timestamp": String(NOW / 1000 + 1) })).toBe("signature_not_valid");
    const [, signature = ""] = sign()["webhook-signature"]?.split(",") ?? [];
    for (const broken of ["", "v1,", `v1,${signature.slice(0, -4)}`, `v2,${signature}`, signature]) {
      const reason = broken === "" ? "header_missing" : "signature_not_valid";
      expect(await verify(BODY, { ...sign(), "webhook-signature": broken })).toBe(reason);
    }
  });

  it("takes a message for five minutes before and after its time, and not a second longer", async () => {
    const verify = (now: number) => verifyWebhook(BODY, sign(), SECRET, { now });
    await expect(verify(NOW + 300_000)).resolves.toBeDefined();
    await expect(verify(NOW - 300_000)).resolves.toBeDefined();
    expect(await reasonOf(verify(NOW + 301_000))).toBe("timestamp_out_of_tolerance");
    expect(await reasonOf(verify(NOW - 301_000))).toBe("timestamp_out_of_tolerance");
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("refuses a message without %s", async (name) => {
    const { [name]: _, ...headers } = sign();
    expect(await reasonOf(verifyWebhook(BODY, headers, SECRET, { now: NOW }))).toBe("header_missing");
    expect(await reasonOf(verifyWebhook(BODY, new Headers(headers), SECRET, { now: NOW }))).toBe("header_missing");
  });

  it.each(["now", "-1", "1e9", "1795348800.5", " 1795348800"])("refuses the time %j", async (timestamp) => {
    const headers = { ...sign(), "webhook-timestamp": timestamp };
    expect(await reasonOf(verifyWebhook(BODY, headers, SECRET, { now: NOW }))).toBe("timestamp_not_valid");
  });

  it("refuses a signed body that is no JSON", async () => {
    const headers = sign({ body: "not json" });
    expect(await reasonOf(verifyWebhook("not json", headers, SECRET, { now: NOW }))).toBe("body_not_valid");
  });

  it.each(["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***"])("takes %j for no secret", async (secret) => {
    await expect(verifyWebhook(BODY, sign(), secret, { now: NOW })).rejects.toThrow(TypeError);
  });
});
