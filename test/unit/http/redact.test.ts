import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createWebhookSecret } from "../../../functions/domain/webhook-signature.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { redact } from "../../../functions/http/redact.ts";
import { createCredential } from "../domain/records.ts";

const TOKENS = (["public", "private", "service"] as const).map((kind) => createCredential(kind));
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWEtand0";

describe("redacted text", () => {
  it.each(TOKENS)("keeps the id of a $kind token and loses its secret", ({ id, value }) => {
    expect(redact(value)).toBe(`${id}[redacted]`);
    expect(redact(`Bearer ${value}, and ${value}.`)).toBe(`Bearer ${id}[redacted], and ${id}[redacted].`);
  });

  it("loses a webhook's secret", () => {
    const secret = createWebhookSecret(randomBytes);
    expect(redact(`{"secret":"${secret}"}`)).toBe('{"secret":"whsec_[redacted]"}');
  });

  it("loses a JWT", () => {
    expect(redact(`Authorization: Bearer ${JWT}`)).toBe("Authorization: Bearer [redacted JWT]");
  });

  it("is the same when nothing in it is a secret", () => {
    for (const text of ["", "lks_0123456789AB", "token lks_ of 65 characters", "eyJ.eyJ", "https://example.com/eyJ"]) {
      expect(redact(text)).toBe(text);
    }
  });

  it("loses an encrypted JWT too, with all of its five parts", () => {
    expect(redact("eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn")).not.toContain("Y2lwaGVy");
    expect(redact("eyJhbGciOiJkaXIifQ.a2V5.aXY.Y2lwaGVy.dGFn next")).toBe("[redacted JWT] next");
  });

  it.each(["eyJ", "eyJ.", "a", ".", "lks_", "lks_a", "eyJ-"])(
    "takes no time to speak of for a megabyte of %j",
    (part) => {
      const startedAt = performance.now();
      redact(part.repeat(1_000_000 / part.length));
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );

  it("holds no secret, whatever stands around it", () => {
    const around = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[0-9A-Za-z_]{0,20}$/),
      fc.constantFrom('"', "\\n", "%20", "=", "lks_", "eyJ"),
    );
    const secret = fc.constantFrom(...TOKENS.map(({ value }) => value), JWT);
    fc.assert(
      fc.property(around, secret, around, secret, around, (before, first, between, second, behind) => {
        const text = redact(before + first + between + second + behind);
        for (const { value } of TOKENS) expect(text).not.toContain(value.slice(16, 59));
        expect(text).not.toContain("c2lnbmF0dXJlLW9mLWEtand0");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the functions' logger", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("writes one JSON line per entry, redacted at every depth, errors and their causes included", () => {
    const lines: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((line) => lines.push(String(line)) > 0);
    }
    const logger = createLogger();
    const [{ value } = { value: "" }] = TOKENS.slice(1);
    logger.info(`with ${value}`, { deep: { list: [value, { jwt: JWT }] } });
    logger.error("failed", new Error(`for ${value}`, { cause: new Error(JWT) }));
    logger.appendKeys({ authorization: `Bearer ${value}` });
    logger.warn("again");
    vi.restoreAllMocks();
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toContain(value.slice(16));
      expect(line).not.toContain("c2lnbmF0dXJlLW9mLWEtand0");
    }
    expect(lines.join("")).toContain("[redacted]");
  });
});
