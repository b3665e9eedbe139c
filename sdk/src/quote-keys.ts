import { QuoteVerificationError } from "./quote-error.ts";
import { parseBaseUrl } from "./url.ts";

/** A JSON Web Key Set (RFC 7517), as `GET /.well-known/jwks.json` answers. Keys of other kinds may be in it and are not used. */
export interface QuoteKeySet {
  readonly keys: readonly QuoteJwk[];
}

export interface QuoteJwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
}

/** The set's key with the id, when it is one for ES256. */
export function findKey({ keys }: QuoteKeySet, kid: string): QuoteJwk | undefined {
  return keys.find(
    (key) =>
      key.kid === kid &&
      key.kty === "EC" &&
      key.crv === "P-256" &&
      (key.alg ?? "ES256") === "ES256" &&
      (key.use ?? "sig") === "sig",
  );
}

/** What is known of one deployment. */
interface KnownKeys {
  keySet?: QuoteKeySet;
  /** When the keys came. */
  readAtMs: number;
  /** When they were last asked for. */
  askedAtMs: number;
  asking?: Promise<void>;
}

/** The deployment may withdraw a key: nothing is used for longer without asking. As long as the deployment itself lets caches keep it. */
const FRESH_MS = 60 * 60 * 1000;
/** How long keys are used when the deployment does not answer: its outage is not the shop's. */
const STALE_MS_MAX = 24 * 60 * 60 * 1000;
/** Whoever sends quotes with invented key ids does not make the shop ask for each. */
const ASK_AGAIN_MS_MIN = 60 * 1000;
const TIMEOUT_MS = 5000;
const DEPLOYMENTS_MAX = 20;

const known = new Map<string, KnownKeys>();

/**
 * The deployment's key with the id, from memory while that is fresh. Undefined when the deployment has no such key.
 * @throws QuoteVerificationError `keys_not_available`
 */
export async function fetchKey(
  baseUrl: string,
  kid: string,
  fetch: typeof globalThis.fetch,
): Promise<QuoteJwk | undefined> {
  const base = parseBaseUrl(baseUrl, false);
  const entry = entryOf(base);
  const isFresh = () => entry.keySet !== undefined && Date.now() - entry.readAtMs < FRESH_MS;
  const find = () => (entry.keySet === undefined ? undefined : findKey(entry.keySet, kid));
  const mayAsk = entry.keySet === undefined || Date.now() - entry.askedAtMs >= ASK_AGAIN_MS_MIN;
  if (!(isFresh() && find() !== undefined) && (mayAsk || entry.asking !== undefined)) {
    entry.asking ??= ask(base, entry, fetch).finally(() => {
      delete entry.asking;
    });
    await entry.asking;
  }
  if (isFresh()) return find();
  const key = Date.now() - entry.readAtMs < STALE_MS_MAX ? find() : undefined;
  if (key === undefined) throw new QuoteVerificationError("keys_not_available");
  return key;
}

function entryOf(base: string): KnownKeys {
  const found = known.get(base);
  if (found !== undefined) return found;
  const [oldest] = known.keys();
  if (known.size >= DEPLOYMENTS_MAX && oldest !== undefined) known.delete(oldest);
  const entry = { readAtMs: 0, askedAtMs: 0 };
  known.set(base, entry);
  return entry;
}

/** Leaves what is known as it is when there is no good answer. */
async function ask(base: string, entry: KnownKeys, fetch: typeof globalThis.fetch): Promise<void> {
  entry.askedAtMs = Date.now();
  try {
    const answer = await fetch(`${base}/.well-known/jwks.json`, {
      redirect: "error",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const value: unknown = answer.ok ? await answer.json() : undefined;
    if (!isKeySet(value)) return;
    entry.keySet = value;
    entry.readAtMs = Date.now();
  } catch {
    // The caller sees that there are no keys, or uses those that there were.
  }
}

export function isKeySet(value: unknown): value is QuoteKeySet {
  return (
    typeof value === "object" &&
    value !== null &&
    "keys" in value &&
    Array.isArray(value.keys) &&
    value.keys.every((key) => typeof key === "object" && key !== null)
  );
}
