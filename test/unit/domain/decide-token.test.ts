import { describe, expect, it } from "vitest";
import { createAddressList } from "../../../functions/domain/address-list.ts";
import { type Decision, decideToken, type TokenRequest } from "../../../functions/domain/decide.ts";
import { DENY_REASONS } from "../../../functions/domain/deny-reasons.ts";
import { digestToken } from "../../../functions/domain/digest.ts";
import { readOrigin } from "../../../functions/domain/origin.ts";
import { effectiveRightsOf, type OwnerRecord, type TokenRecord } from "../../../functions/domain/token-record.ts";
import {
  createCredential,
  createSubject,
  ENABLE_TOKEN,
  fromNowhere,
  fromShop,
  LIST_TOKENS,
  LOAD,
  NOON,
  SAVE,
  SHOP,
  WHOAMI,
  WORKSPACE_ID,
} from "./records.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const ADDRESS = "203.0.113.7";

const GOOD_PUBLIC: TokenRequest = {
  credential: PUBLIC,
  subject: createSubject(PUBLIC),
  operation: LOAD,
  origin: fromShop(),
  address: ADDRESS,
  nowEpochMs: NOON,
};
const GOOD_PRIVATE: TokenRequest = {
  credential: PRIVATE,
  subject: createSubject(PRIVATE),
  operation: LIST_TOKENS,
  origin: fromNowhere(),
  address: ADDRESS,
  nowEpochMs: NOON,
};

describe("an allowed request", () => {
  it("with a public token gives its principal, with the checked origin", () => {
    expect(decideToken(GOOD_PUBLIC)).toEqual({
      allowed: true,
      principal: {
        kind: "public",
        workspaceId: WORKSPACE_ID,
        id: PUBLIC.id,
        role: undefined,
        scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
        services: "all",
        owner: { type: "service_account", id: "web-shop", name: "web-shop" },
        origin: SHOP,
      },
    });
  });

  it("with a private token gives its principal, with its role", () => {
    const decision = decideToken(GOOD_PRIVATE);
    expect(decision).toMatchObject({ allowed: true, principal: { kind: "private", id: PRIVATE.id, role: "owner" } });
  });

  it("never carries a secret: neither the value nor a digest is in the principal", () => {
    for (const request of [GOOD_PUBLIC, GOOD_PRIVATE]) {
      const text = JSON.stringify(decideToken(request));
      expect(text).not.toContain(request.credential.value.slice(16));
      expect(text).not.toContain("digest");
    }
  });

  it("with a private token needs no origin, and may have any", () => {
    expect(decideToken({ ...GOOD_PRIVATE, origin: readOrigin("https://anywhere.example") }).allowed).toBe(true);
    expect(decideToken({ ...GOOD_PRIVATE, origin: readOrigin("null") }).allowed).toBe(true);
  });
});

/** What is wrong with a request, in the order in which it is looked at. Each turns a good request into a refused one. */
interface Wrong {
  readonly reason: string;
  readonly spoil: (request: TokenRequest) => TokenRequest;
}
const withSubject = (token: TokenRecord, owner: OwnerRecord | undefined, request: TokenRequest): TokenRequest => ({
  ...request,
  ...(request.subject !== undefined && {
    subject: { ...request.subject, token, owner, rights: effectiveRightsOf(token, owner) },
  }),
});
const withToken =
  (changes: (token: TokenRecord) => Partial<TokenRecord>) =>
  (request: TokenRequest): TokenRequest => {
    if (request.subject === undefined) return request;
    const { token, owner } = request.subject;
    return withSubject({ ...token, ...changes(token) }, owner, request);
  };
const withOwner =
  (changes: (owner: OwnerRecord) => Partial<OwnerRecord>) =>
  (request: TokenRequest): TokenRequest => {
    const { token, owner } = request.subject ?? {};
    if (token === undefined || owner === undefined) return request;
    return withSubject(token, { ...owner, ...changes(owner) }, request);
  };
const withoutOwner = (request: TokenRequest): TokenRequest =>
  request.subject === undefined ? request : withSubject(request.subject.token, undefined, request);
const withoutRole = (request: TokenRequest): TokenRequest => {
  if (request.subject === undefined) return request;
  const { role: _role, ...token } = request.subject.token;
  return withSubject(token, request.subject.owner, request);
};
const withLifetimeEnd = (lifetimeEndsAtEpochMs: number) => (request: TokenRequest) =>
  request.subject === undefined ? request : { ...request, subject: { ...request.subject, lifetimeEndsAtEpochMs } };
const other = (request: TokenRequest) => createCredential(request.credential.kind, 1, 99);

const WRONG_WITH_ANY: readonly Wrong[] = [
  { reason: "token_unknown", spoil: (request) => ({ ...request, subject: undefined }) },
  { reason: "token_mismatch", spoil: (request) => ({ ...request, credential: other(request) }) },
  { reason: "token_revoked", spoil: withToken(() => ({ state: "revoked" })) },
  { reason: "token_disabled", spoil: withToken(({ state }) => ({ state: state === "active" ? "disabled" : state })) },
  { reason: "token_expired", spoil: withToken(() => ({ expiresAtEpochMs: NOON })) },
  { reason: "token_lifetime_exceeded", spoil: withLifetimeEnd(NOON) },
  { reason: "owner_unknown", spoil: withoutOwner },
  { reason: "owner_suspended", spoil: withOwner(() => ({ state: "suspended" })) },
  { reason: "owner_disabled", spoil: withOwner(({ state }) => ({ state: state === "active" ? "disabled" : state })) },
  {
    reason: "kind_not_accepted",
    spoil: (request) => ({ ...request, operation: { ...request.operation, credentials: ["service"] } }),
  },
];
const WRONG_WITH_PUBLIC: readonly Wrong[] = [
  ...WRONG_WITH_ANY,
  { reason: "capability_missing", spoil: withToken(() => ({ scopes: ["embed:track"] })) },
];
const WRONG_WITH_PRIVATE: readonly Wrong[] = [
  ...WRONG_WITH_ANY,
  { reason: "scope_missing", spoil: withToken(() => ({ scopes: ["configurator:write"] })) },
  { reason: "owner_scope_missing", spoil: withOwner(() => ({ scopes: ["configurator:write"] })) },
  { reason: "role_too_low", spoil: withoutRole },
  { reason: "owner_role_too_low", spoil: withOwner(() => ({ role: undefined })) },
  { reason: "address_not_listed", spoil: withToken(() => ({ addresses: createAddressList(["198.51.100.0/24"]) })) },
];
const WRONG_ORIGINS: readonly Wrong[] = [
  { reason: "origin_missing", spoil: (request) => ({ ...request, origin: readOrigin(undefined) }) },
  { reason: "origin_empty", spoil: (request) => ({ ...request, origin: readOrigin("") }) },
  { reason: "origin_null", spoil: (request) => ({ ...request, origin: readOrigin("null") }) },
  { reason: "origin_repeated", spoil: (request) => ({ ...request, origin: readOrigin(`${SHOP},${SHOP}`) }) },
  { reason: "origin_malformed", spoil: (request) => ({ ...request, origin: readOrigin(`${SHOP}/`) }) },
  { reason: "origin_not_listed", spoil: (request) => ({ ...request, origin: readOrigin("https://evil.example") }) },
];

describe("a request that is wrong in one way", () => {
  it.each([...WRONG_WITH_PUBLIC, ...WRONG_ORIGINS])(
    "with a public token gets that reason: $reason",
    ({ reason, spoil }) => {
      expect(reasonOf(decideToken(spoil(GOOD_PUBLIC)))).toBe(reason);
    },
  );

  it.each(WRONG_WITH_PRIVATE)("with a private token gets that reason: $reason", ({ reason, spoil }) => {
    expect(reasonOf(decideToken(spoil(GOOD_PRIVATE)))).toBe(reason);
  });

  it("covers every deny reason that a token can get after its shape was read", () => {
    const elsewhere = [
      "credential_missing",
      "credential_ambiguous",
      "credential_malformed",
      "secret_in_url",
      "operation_unknown",
      "embed_unknown",
      "session_invalid",
      "workspace_not_named",
      "member_unknown",
      "member_suspended",
    ];
    const covered = [...WRONG_WITH_PUBLIC, ...WRONG_WITH_PRIVATE, ...WRONG_ORIGINS].map(({ reason }) => reason);
    expect([...new Set([...covered, ...elsewhere])].sort()).toEqual([...DENY_REASONS].sort());
  });
});

describe("a request that is wrong in two ways gets the reason of the earlier check", () => {
  const pairs = (wrongs: readonly Wrong[]) =>
    wrongs.flatMap((earlier, position) => wrongs.slice(position + 1).map((later) => ({ earlier, later })));

  it.each(pairs(WRONG_WITH_PUBLIC))("public: $earlier.reason before $later.reason", ({ earlier, later }) => {
    expect(reasonOf(decideToken(earlier.spoil(later.spoil(GOOD_PUBLIC))))).toBe(earlier.reason);
    expect(reasonOf(decideToken(later.spoil(earlier.spoil(GOOD_PUBLIC))))).toBe(earlier.reason);
  });

  it.each(WRONG_WITH_PUBLIC)("public: $reason before every reason about the origin", ({ reason, spoil }) => {
    for (const wrongOrigin of WRONG_ORIGINS)
      expect(reasonOf(decideToken(spoil(wrongOrigin.spoil(GOOD_PUBLIC))))).toBe(reason);
  });

  it.each(pairs(WRONG_WITH_PRIVATE))("private: $earlier.reason before $later.reason", ({ earlier, later }) => {
    expect(reasonOf(decideToken(earlier.spoil(later.spoil(GOOD_PRIVATE))))).toBe(earlier.reason);
    expect(reasonOf(decideToken(later.spoil(earlier.spoil(GOOD_PRIVATE))))).toBe(earlier.reason);
  });

  it("says nothing but token_mismatch to a holder of a wrong secret, whatever the record", () => {
    const spoils = WRONG_WITH_PUBLIC.slice(2);
    const reasons = spoils.map(({ spoil }) =>
      reasonOf(decideToken(spoil({ ...GOOD_PUBLIC, credential: other(GOOD_PUBLIC) }))),
    );
    expect(new Set(reasons)).toEqual(new Set(["token_mismatch"]));
  });
});

describe("expiry", () => {
  it.each([
    [NOON + 1, true],
    [NOON, false],
    [NOON - 1, false],
  ])("a token that expires at %d is judged at noon: allowed is %s", (expiresAtEpochMs, allowed) => {
    expect(decideToken({ ...GOOD_PRIVATE, subject: createSubject(PRIVATE, { expiresAtEpochMs }) }).allowed).toBe(
      allowed,
    );
    expect(decideToken({ ...GOOD_PUBLIC, subject: createSubject(PUBLIC, { expiresAtEpochMs }) }).allowed).toBe(allowed);
  });

  it("is never reached by a token without one", () => {
    expect(decideToken({ ...GOOD_PRIVATE, nowEpochMs: Date.parse("9999-12-31T23:59:59.999Z") }).allowed).toBe(true);
  });
});

describe("during a rotation", () => {
  const old = createCredential("private", 1, 0);
  const fresh = createCredential("private", 1, 1);
  const rotating = (validUntilEpochMs: number) =>
    createSubject(fresh, { previous: { digest: digestToken(old.value), validUntilEpochMs } });

  it.each([
    [NOON + 1, true],
    [NOON, false],
    [NOON - 1, false],
  ])("the old secret counts until, and not at, the end of its grace period (%d): %s", (validUntil, allowed) => {
    const decision = decideToken({ ...GOOD_PRIVATE, credential: old, subject: rotating(validUntil) });
    expect(reasonOf(decision)).toBe(allowed ? undefined : "token_mismatch");
  });

  it("the new secret counts from the start and stays when the grace period is over", () => {
    for (const validUntil of [NOON + 60_000, NOON, NOON - 60_000]) {
      expect(decideToken({ ...GOOD_PRIVATE, credential: fresh, subject: rotating(validUntil) }).allowed).toBe(true);
    }
  });

  it("no third secret counts, and the old one does not without a rotation", () => {
    const third = createCredential("private", 1, 2);
    expect(reasonOf(decideToken({ ...GOOD_PRIVATE, credential: third, subject: rotating(NOON + 1) }))).toBe(
      "token_mismatch",
    );
    expect(reasonOf(decideToken({ ...GOOD_PRIVATE, credential: old, subject: createSubject(fresh) }))).toBe(
      "token_mismatch",
    );
  });

  it("the old secret has no rights that the token lost: states and expiry hold for both", () => {
    const previous = { digest: digestToken(old.value), validUntilEpochMs: NOON + 1 };
    for (const changes of [{ state: "revoked" }, { state: "disabled" }, { expiresAtEpochMs: NOON }] as const) {
      const subject = createSubject(fresh, { previous, ...changes });
      expect(decideToken({ ...GOOD_PRIVATE, credential: old, subject }).allowed).toBe(false);
      expect(decideToken({ ...GOOD_PRIVATE, credential: fresh, subject }).allowed).toBe(false);
    }
  });

  it("lets whoever comes with the old secret give nothing for longer than it lasts", () => {
    const [fresh, old] = [createCredential("private", 1, 2), PRIVATE];
    const endOf = (credential: typeof fresh, changes: Partial<TokenRecord> = {}) => {
      const previous = { digest: digestToken(old.value), validUntilEpochMs: NOON + 60_000 };
      const subject = createSubject(fresh, { previous, ...changes });
      const decision = decideToken({ ...GOOD_PRIVATE, credential, subject });
      return decision.allowed ? decision.principal.expiresAtEpochMs : "refused";
    };
    expect(endOf(old)).toBe(NOON + 60_000);
    expect(endOf(old, { expiresAtEpochMs: NOON + 60_001 })).toBe(NOON + 60_000);
    expect(endOf(old, { expiresAtEpochMs: NOON + 59_999 })).toBe(NOON + 59_999);
    expect(endOf(fresh)).toBeUndefined();
  });
});

describe("kinds stay apart", () => {
  it.each([
    ["public", PUBLIC, [LIST_TOKENS, ENABLE_TOKEN, WHOAMI]],
    ["private", PRIVATE, [LOAD, SAVE]],
    ["service", SERVICE, [LOAD, SAVE, LIST_TOKENS, ENABLE_TOKEN, WHOAMI]],
  ] as const)("a %s token opens nothing that is not for its kind", (_kind, credential, operations) => {
    for (const operation of operations) {
      const decision = decideToken({ ...GOOD_PUBLIC, credential, subject: createSubject(credential), operation });
      expect(reasonOf(decision)).toBe("kind_not_accepted");
    }
  });

  it("a public token with API scopes gets nothing from them, and a capability is not in another", () => {
    const subject = createSubject(PUBLIC, { scopes: ["configurator:write", "embed:track"] });
    expect(reasonOf(decideToken({ ...GOOD_PUBLIC, subject }))).toBe("capability_missing");
    expect(
      reasonOf(
        decideToken({ ...GOOD_PUBLIC, subject: createSubject(PUBLIC, { scopes: ["embed:load"] }), operation: SAVE }),
      ),
    ).toBe("capability_missing");
  });

  it("an operation for public tokens that names no capability is open to none of them", () => {
    expect(reasonOf(decideToken({ ...GOOD_PUBLIC, operation: { credentials: ["public"], effect: "read" } }))).toBe(
      "capability_missing",
    );
  });
});

function reasonOf(decision: Decision): string | undefined {
  return decision.allowed ? undefined : decision.reason;
}
