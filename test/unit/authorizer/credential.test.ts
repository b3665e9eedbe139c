import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCredential } from "../../../functions/authorizer/credential.ts";
import { createCredential } from "../domain/records.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";

describe("a credential in the Authorization header", () => {
  it.each([PUBLIC, PRIVATE, SERVICE])("is a $kind token", (token) => {
    expect(readCredential(`Bearer ${token.value}`, undefined)).toEqual({ type: "token", token });
  });

  it("is a session when it has the three parts of a JWT", () => {
    expect(readCredential(`Bearer ${JWT}`, undefined)).toEqual({ type: "session", jwt: JWT });
  });

  it("has a scheme in any case (RFC 9110 section 11.1)", () => {
    for (const scheme of ["Bearer", "bearer", "BEARER", "bEaReR"]) {
      expect(readCredential(`${scheme} ${PRIVATE.value}`, undefined).type).toBe("token");
    }
  });

  it.each([
    ["no scheme", PRIVATE.value],
    ["another scheme", `Basic ${PRIVATE.value}`],
    ["a scheme alone", "Bearer"],
    ["a scheme and a space", "Bearer "],
    ["two spaces", `Bearer  ${PRIVATE.value}`],
    ["a space before", ` Bearer ${PRIVATE.value}`],
    ["a space behind", `Bearer ${PRIVATE.value} `],
    ["a line feed behind", `Bearer ${PRIVATE.value}\n`],
    ["a tab between", `Bearer\t${PRIVATE.value}`],
    ["quotes", `Bearer "${PRIVATE.value}"`],
    ["two tokens", `Bearer ${PRIVATE.value} ${PRIVATE.value}`],
    ["two headers, joined by the gateway", `Bearer ${PRIVATE.value},Bearer ${PRIVATE.value}`],
    ["two headers, joined with a space", `Bearer ${PRIVATE.value}, Bearer ${PRIVATE.value}`],
    ["an empty second header", `Bearer ${PRIVATE.value},`],
    ["nothing", ""],
    ["half a JWT", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ"],
    ["a JWT without a signature", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."],
    ["an encrypted JWT", "Bearer a.b.c.d.e"],
    ["a wrong checksum", `Bearer ${PRIVATE.value.slice(0, -1)}${PRIVATE.value.endsWith("0") ? "1" : "0"}`],
    ["a token id", `Bearer ${PRIVATE.id}`],
  ])("is malformed: %s", (_what, header) => {
    expect(readCredential(header, undefined)).toEqual({ type: "refused", reason: "credential_malformed" });
  });
});

describe("a credential in the query", () => {
  it("is a public token", () => {
    expect(readCredential(undefined, PUBLIC.value)).toEqual({ type: "token", token: PUBLIC });
  });

  it("is an embed id, which is no bearer credential", () => {
    expect(readCredential(undefined, "emb_0123456789ab")).toEqual({ type: "embed", id: "emb_0123456789ab" });
    for (const header of ["Bearer emb_0123456789ab", "emb_0123456789ab"]) {
      expect(readCredential(header, undefined)).toEqual({ type: "refused", reason: "credential_malformed" });
    }
    for (const text of [
      "emb_0123456789a",
      "emb_0123456789abc",
      "emb_0123456789a-",
      "EMB_0123456789ab",
      "emb_0123456789ab,emb_0123456789ab",
    ]) {
      expect(readCredential(undefined, text)).toEqual({ type: "refused", reason: "credential_malformed" });
    }
  });

  it.each([PRIVATE, SERVICE])(
    "is refused when it is a secret ($kind), and names the token whose secret is out",
    (token) => {
      expect(readCredential(undefined, token.value)).toEqual({
        type: "refused",
        reason: "secret_in_url",
        exposed: token,
      });
    },
  );

  it.each([
    ["nothing", ""],
    ["two tokens, joined by the gateway", `${PUBLIC.value},${PUBLIC.value}`],
    ["a JWT", JWT],
    ["a scheme", `Bearer ${PUBLIC.value}`],
    ["a space behind", `${PUBLIC.value} `],
    ["a token id", PUBLIC.id],
  ])("is malformed: %s", (_what, text) => {
    expect(readCredential(undefined, text)).toEqual({ type: "refused", reason: "credential_malformed" });
  });
});

describe("the number of credentials", () => {
  it("none is missing, two are ambiguous, whatever they hold", () => {
    expect(readCredential(undefined, undefined)).toEqual({ type: "refused", reason: "credential_missing" });
    for (const header of ["", "Basic x", `Bearer ${PUBLIC.value}`]) {
      for (const query of ["", PUBLIC.value, PRIVATE.value]) {
        expect(readCredential(header, query)).toEqual({ type: "refused", reason: "credential_ambiguous" });
      }
    }
  });

  it("any two texts are read without throwing, and a token never holds a comma or white space", () => {
    const text = fc.option(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string().map((tail) => `Bearer ${tail}`),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(text, text, (authorization, accessToken) => {
        const credential = readCredential(authorization, accessToken);
        const found =
          credential.type === "session" ? credential.jwt : credential.type === "token" ? credential.token.value : "";
        expect(found).not.toMatch(/[\s,]/);
      }),
      { numRuns: 2_000 },
    );
  });
});
