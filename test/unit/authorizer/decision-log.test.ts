import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestToken, formatDigest } from "../../../functions/domain/digest.ts";
import { createCredential, createSubject, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { createEvent, LIST_ROUTE, LOAD_ROUTE } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const TOKENS = [PUBLIC, PRIVATE, SERVICE];
const SUBJECTS = TOKENS.map((credential) => createSubject(credential));
const JWT_SIGNATURE = "c2lnbmF0dXJlLXRoYXQtbXVzdC1ub3QtYmUtbG9nZ2Vk";
const JWT = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.${JWT_SIGNATURE}`;

describe("the line of a decision", () => {
  it("that allows is written for DEBUG", async () => {
    const { authorize, logged } = createTrial(SUBJECTS);
    await authorize(
      createEvent({ headers: { origin: SHOP }, query: { access_token: PUBLIC.value }, requestId: "request-9" }),
    );
    expect(logged()).toEqual([
      {
        level: "DEBUG",
        message: "allowed",
        workspaceId: WORKSPACE_ID,
        principalId: PUBLIC.id,
        tokenId: PUBLIC.id,
        routeKey: LOAD_ROUTE,
        origin: SHOP,
        requestId: "request-9",
      },
    ]);
  });

  it("that allows is the gateway's to write, otherwise", async () => {
    const { authorize, lines } = createTrial(SUBJECTS, { level: "INFO" });
    expect(
      await authorize(createEvent({ headers: { origin: SHOP }, query: { access_token: PUBLIC.value } })),
    ).toMatchObject({ isAuthorized: true });
    expect(lines).toEqual([]);
  });

  it.each(["DEBUG", "INFO"])("that refuses is written for %s", async (level) => {
    const { authorize, logged } = createTrial(SUBJECTS, { level });
    await authorize(
      createEvent({ headers: { origin: "https://evil.example" }, query: { access_token: PUBLIC.value } }),
    );
    expect(logged()).toEqual([
      {
        level: "INFO",
        message: "refused",
        reason: "origin_not_listed",
        tokenId: PUBLIC.id,
        routeKey: LOAD_ROUTE,
        origin: "https://evil.example",
        requestId: "request-1",
      },
    ]);
  });

  it.each([PRIVATE, SERVICE])("warns of a secret in a URL ($kind), and names the token by its id", async (token) => {
    const { authorize, logged } = createTrial(SUBJECTS);
    await authorize(createEvent({ query: { access_token: token.value } }));
    expect(logged()).toMatchObject([{ level: "WARN", reason: "secret_in_url", tokenId: token.id }]);
  });

  it.each(["null", "", `${SHOP},${SHOP}`, `${SHOP}/`, "https://\u001b[31mred", "x".repeat(5_000)])(
    "holds no Origin header that is not an origin: %j",
    async (origin) => {
      const { authorize, logged } = createTrial(SUBJECTS);
      await authorize(createEvent({ headers: { origin }, query: { access_token: PUBLIC.value } }));
      expect(logged()).toHaveLength(1);
      expect(logged()[0]).not.toHaveProperty("origin");
    },
  );
});

/** Texts in which secrets come in every place where a caller can put one. */
const secret = fc.constantFrom(PUBLIC.value, PRIVATE.value, SERVICE.value, JWT);
const wrapped = fc
  .tuple(fc.string({ unit: "binary", maxLength: 5 }), secret, fc.string({ unit: "binary", maxLength: 5 }))
  .map((parts) => parts.join(""));
const text = fc.oneof(
  { weight: 3, arbitrary: secret },
  { weight: 2, arbitrary: secret.map((value) => `Bearer ${value}`) },
  { weight: 1, arbitrary: fc.tuple(secret, secret).map((pair) => `Bearer ${pair.join(",Bearer ")}`) },
  { weight: 1, arbitrary: fc.tuple(secret, secret).map((pair) => pair.join(",")) },
  { weight: 1, arbitrary: wrapped },
  { weight: 1, arbitrary: wrapped.map((value) => `Bearer ${value}`) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const maybeText = fc.option(text, { nil: undefined });
const origin = fc.oneof(fc.constantFrom(SHOP, "https://evil.example", "null", ""), text);

describe("over generated requests with secrets everywhere", () => {
  it("there is exactly one line of JSON per decision, and no secret, digest or JWT in any", async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        maybeText,
        maybeText,
        fc.option(origin, { nil: undefined }),
        maybeText,
        fc.constantFrom(LOAD_ROUTE, LIST_ROUTE),
        async (authorization, accessToken, originHeader, workspaceId, routeKey) => {
          const { authorize, lines, logged } = createTrial(SUBJECTS, {
            parts: { verifySession: async () => (authorization?.length === 7 ? undefined : "subject-ada") },
            isNoting: true,
          });
          const headers = Object.entries({
            authorization,
            origin: originHeader,
            "latchkey-workspace": workspaceId,
            cookie: PRIVATE.value,
          });
          await authorize(
            createEvent({
              routeKey,
              headers: Object.fromEntries(headers.filter((entry): entry is [string, string] => entry[1] !== undefined)),
              query: { ...(accessToken !== undefined && { access_token: accessToken }), note: SERVICE.value },
            }),
          );
          expect(lines).toHaveLength(1);
          const [line = ""] = lines;
          const [decision = {}] = logged();
          const outcome = String(decision.reason ?? decision.message);
          kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1);
          for (const token of TOKENS) {
            expect(line).not.toContain(token.value.slice(16));
            expect(line).not.toContain(formatDigest(digestToken(token.value)));
          }
          expect(line).not.toContain(JWT_SIGNATURE);
          expect(line.length).toBeLessThan(1_000);
        },
      ),
      { numRuns: 5_000 },
    );
    expect([...kinds.keys()].sort()).toEqual(
      expect.arrayContaining([
        "allowed",
        "credential_ambiguous",
        "credential_malformed",
        "credential_missing",
        "kind_not_accepted",
        "origin_not_listed",
        "secret_in_url",
        "workspace_not_named",
      ]),
    );
  });
});
