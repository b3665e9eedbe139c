import { randomBytes } from "node:crypto";
import { issueToken } from "../bench/tokens.ts";
import { PUBLIC_TOKEN_LIMITS } from "../functions/domain/token-limits.ts";
import type { StoredConfiguration } from "../functions/store/configurations.ts";
import type { NewEvent } from "../functions/store/events.ts";
import type { StoredToken } from "../functions/store/tokens.ts";

/** Items of ordinary size, as the API writes them. Ids and secrets are random, and of one length. */

export function samplePublicToken(): StoredToken {
  const { stored, value, origin } = issueToken("public", 1);
  return {
    ...stored,
    label: "Website of a customer",
    value,
    limits: PUBLIC_TOKEN_LIMITS,
    lastUsedOrigin: origin,
    expiresAt: stored.createdAt,
  };
}

export function samplePrivateToken(): StoredToken {
  return { ...issueToken("private", 1).stored, label: "Backend of a customer", lastUsedIp: "203.0.113.7" };
}

/** Eight choices of a shopper, without a picture. */
export function sampleSave(): StoredConfiguration {
  const now = new Date(0).toISOString();
  return {
    shortId: "0123456789abcdef",
    configuratorId: "cfg_0000000000aa",
    version: 1,
    values: Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`attribute_${index}`, `value_${index}`])),
    price: { EUR: 12_900 },
    metadata: {},
    editKeyDigest: randomBytes(32).toString("base64url"),
    revision: 1,
    createdAt: now,
    updatedAt: now,
    savedWith: "pub_0000000000aa",
    savedFrom: "https://shop.example.com",
  };
}

/** What a page sends at once. */
export const EVENTS_PER_BATCH = 8;

/** One shopper on one page: opens the product, makes some choices, some of them twice. */
export function sampleEvents(batch: number, atEpochMs: number): readonly NewEvent[] {
  return Array.from({ length: EVENTS_PER_BATCH }, (_, index) => {
    const isLoad = index === 0;
    const attribute = `attribute_${(batch + index) % 6}`;
    return {
      id: `${String(batch).padStart(8, "0")}-0000-4000-8000-${String(index).padStart(12, "0")}`,
      name: isLoad ? "load" : "option_chosen",
      configuratorId: "cfg_0000000000aa",
      tokenId: "pub_0000000000aa",
      origin: "https://shop.example.com",
      occurredAt: new Date(atEpochMs).toISOString(),
      atEpochMs,
      isClockCorrected: false,
      properties: isLoad ? {} : { ...(index === 1 && { first: true }), attribute, value: `value_${batch % 5}` },
    };
  });
}
