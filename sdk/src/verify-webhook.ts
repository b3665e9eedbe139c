/** What a receiver is told. More types may come: ignore those you do not know. */
export type WebhookMessage = TokenExpiringMessage | BillingThresholdMessage | WebhookTestMessage;

/** A token ends soon. */
export interface TokenExpiringMessage {
  readonly type: "token.expiring";
  /** RFC 3339, UTC: when the notice was made. */
  readonly timestamp: string;
  readonly data: {
    readonly workspaceId: string;
    /** Days: the distance that was reached. */
    readonly withinDays: 30 | 7 | 1;
    readonly expiresAt: string;
    readonly token: {
      readonly id: string;
      readonly kind: "public" | "private" | "service";
      readonly label: string;
      readonly owner: { readonly type: string; readonly id: string; readonly name: string };
      readonly lastUsedAt: string | null;
    };
  };
}

/** A month has reached a share of its budget, or of a volume that is included in a rate. */
export interface BillingThresholdMessage {
  readonly type: "billing.threshold_reached";
  readonly timestamp: string;
  readonly data: {
    readonly workspaceId: string;
    /** As in `2026-11`. */
    readonly month: string;
    readonly kind: "budget" | "included_volume";
    /** Percent of the limit. */
    readonly threshold: 50 | 80 | 100 | 150;
    /** Minor units of the budget, or units that are included. */
    readonly limit: number;
    readonly used: number;
    readonly currency: string;
    /** Of an included volume; null for the budget. */
    readonly metric: string | null;
    readonly subject: {
      readonly type: "workspace" | "service" | "application";
      readonly id: string;
      readonly name: string | null;
    } | null;
  };
}

/** Somebody asked for a test. */
export interface WebhookTestMessage {
  readonly type: "webhook.test";
  readonly timestamp: string;
  readonly data: { readonly workspaceId: string; readonly webhookId: string };
}

export interface VerifiedWebhook {
  /** The same at each attempt: whoever keeps it can ignore what comes twice. */
  readonly id: string;
  readonly message: WebhookMessage;
}

/** The message is not to be trusted; `reason` says why. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  readonly reason:
    | "header_missing"
    | "timestamp_not_valid"
    | "timestamp_out_of_tolerance"
    | "signature_not_valid"
    | "body_not_valid";

  constructor(reason: WebhookVerificationError["reason"]) {
    super(`The webhook message is refused: ${reason}.`);
    this.reason = reason;
  }
}

/** A `Headers` object, or Node's `request.headers`. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** Epoch milliseconds. @default now */
  readonly now?: number;
}

const TOLERANCE_SECONDS = 5 * 60;
const SECRET_PREFIX = "whsec_";

/**
 * Checks that a message was sent by your deployment, as Standard Webhooks says, without asking anybody.
 *
 * @param payload the body as it was received, before any parsing: one changed space and the signature is another
 * @param secret of the webhook (`whsec_…`)
 * @throws WebhookVerificationError when the message was not signed with the secret, or its time is more than five minutes from now;
 *   TypeError when the secret is none
 */
export async function verifyWebhook(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string,
  { now = Date.now() }: VerifyOptions = {},
): Promise<VerifiedWebhook> {
  const id = readHeader(headers, "webhook-id");
  const timestamp = readHeader(headers, "webhook-timestamp");
  const signatures = readHeader(headers, "webhook-signature");
  if (!/^[0-9]{1,15}$/.test(timestamp)) throw new WebhookVerificationError("timestamp_not_valid");
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new WebhookVerificationError("timestamp_out_of_tolerance");
  }
  const encoder = new TextEncoder();
  const body = typeof payload === "string" ? encoder.encode(payload) : payload;
  const prefix = encoder.encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  const key = await importSecret(secret);
  if (!(await isAnyValid(key, signatures, signed))) throw new WebhookVerificationError("signature_not_valid");
  return { id, message: parseMessage(body) };
}

/** There are several during a rotation, separated by spaces. The comparison is WebCrypto's, which takes the same time for every signature. */
async function isAnyValid(key: CryptoKey, signatures: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const signature of signatures.split(" ")) {
    const [version, encoded = ""] = signature.split(",", 2);
    const bytes = version === "v1" ? decodeBase64(encoded) : undefined;
    if (bytes !== undefined && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return true;
  }
  return false;
}

async function importSecret(secret: string): Promise<CryptoKey> {
  const bytes = secret.startsWith(SECRET_PREFIX) ? decodeBase64(secret.slice(SECRET_PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length === 0) throw new TypeError("A webhook secret begins with whsec_.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function readHeader(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : headers[name];
  if (typeof value !== "string" || value === "") throw new WebhookVerificationError("header_missing");
  return value;
}

function isHeaders(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === "function";
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function parseMessage(body: Uint8Array): WebhookMessage {
  try {
    // Whoever holds the secret wrote it.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as WebhookMessage;
  } catch {
    throw new WebhookVerificationError("body_not_valid");
  }
}
