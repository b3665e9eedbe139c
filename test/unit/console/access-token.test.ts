import { describe, expect, it } from "vitest";
import { formatPolicy, VARIANTS } from "../../../console/src/pages/access-token/embed/snippets.ts";
import {
  explainSearch,
  isAboutService,
  NO_QUESTION,
  operationChoices,
  toRequest,
} from "../../../console/src/pages/access-token/explain/question.ts";
import { patternsFor, tidyOrigin } from "../../../console/src/pages/access-token/origin-text.ts";
import { withEntry, withoutEntry } from "../../../console/src/pages/access-token/origins/domain-lists.ts";
import { summarizeTrial, trialStateOf } from "../../../console/src/pages/access-token/origins/summarize-trial.ts";
import { compareRights } from "../../../console/src/pages/access-token/overview/compare-rights.ts";
import { describeLimits } from "../../../console/src/pages/access-token/overview/words.ts";
import {
  extensionsOf,
  IDLE_MS,
  judgeRotation,
} from "../../../console/src/pages/access-token/rotation/judge-rotation.ts";
import { sectionsOf } from "../../../console/src/pages/access-token/sections.ts";
import type { ObservedOrigin } from "../../../sdk/src/index.ts";

const TOKEN_ID = "lkp_7Qm2ZfP0aBcD";
const HOUR_MS = 60 * 60 * 1000;

describe("the sections of a token's page", () => {
  const everything = () => true;

  it("are all of them for a public token", () => {
    expect(sectionsOf({ kind: "public", status: "disabled" }, everything)).toEqual([
      "overview",
      "origins",
      "rotation",
      "explain",
      "activity",
      "usage",
      "embed",
    ]);
  });

  it("leave out what is about websites for the other kinds", () => {
    for (const kind of ["private", "service"] as const) {
      expect(sectionsOf({ kind, status: "active" }, everything)).toEqual([
        "overview",
        "rotation",
        "explain",
        "activity",
        "usage",
      ]);
    }
  });

  it("leave out what goes on, once the token is revoked", () => {
    expect(sectionsOf({ kind: "public", status: "revoked" }, everything)).toEqual([
      "overview",
      "explain",
      "activity",
      "usage",
    ]);
  });

  it("leave out the audit events and the usage for who may not read them", () => {
    const can = (operation: string) => operation !== "listAuditEvents" && operation !== "queryUsage";
    expect(sectionsOf({ kind: "private", status: "active" }, can)).toEqual(["overview", "rotation", "explain"]);
  });
});

describe("what a token was given beside what it can do now", () => {
  it("is the same while its owner has it all", () => {
    const given = { role: "viewer", scopes: ["analytics:read"], services: "all" } as const;
    expect(compareRights(given, given)).toEqual({
      role: { given: "viewer", now: "viewer" },
      scopes: [{ given: "analytics:read", now: "analytics:read" }],
      services: { now: "all", lost: [], isNarrowed: false },
      isReduced: false,
    });
  });

  it("names what the owner has lost, and what is left of it", () => {
    const compared = compareRights(
      {
        role: "administrator",
        scopes: ["account_management:write", "billing:read", "configurator:write"],
        services: ["svc_000000000001", "svc_000000000002"],
      },
      {
        role: "team_member",
        scopes: ["account_management:read", "configurator:write"],
        services: ["svc_000000000002"],
      },
    );
    expect(compared.role).toEqual({ given: "administrator", now: "team_member" });
    expect(compared.scopes).toEqual([
      { given: "account_management:write", now: "account_management:read" },
      { given: "billing:read", now: null },
      { given: "configurator:write", now: "configurator:write" },
    ]);
    expect(compared.services).toEqual({ now: ["svc_000000000002"], lost: ["svc_000000000001"], isNarrowed: false });
    expect(compared.isReduced).toBe(true);
  });

  it("tells reading and writing of one API as one right", () => {
    const scopes = ["billing:read", "billing:write", "analytics:read", "embed:load"] as const;
    const given = { role: "owner", scopes: [...scopes], services: "all" } as const;
    expect(compareRights(given, given).scopes.map((scope) => scope.given)).toEqual([
      "billing:write",
      "analytics:read",
      "embed:load",
    ]);
  });

  it("is less when all services have become some", () => {
    const given = { role: "viewer", scopes: [], services: "all" } as const;
    const compared = compareRights(given, { ...given, services: [] });
    expect(compared.services).toEqual({ now: [], lost: [], isNarrowed: true });
    expect(compared.isReduced).toBe(true);
  });
});

describe("the limits of a token in words", () => {
  it("name those that there are, and nothing for none", () => {
    const none = {
      requestsPerMinute: null,
      requestsPerDay: null,
      savesPerDay: null,
      eventsPerDay: null,
      loadsPerDay: null,
    };
    expect(describeLimits(none)).toEqual([]);
    expect(describeLimits({ ...none, savesPerDay: 7 })).toEqual(["7 saved configurations a day"]);
  });
});

describe("what a person writes as an origin", () => {
  it.each([
    ["https://shop.example.com", "https://shop.example.com"],
    ["  shop.example.com ", "https://shop.example.com"],
    ["HTTPS://Shop.Example.com/lamps?id=1#top", "https://shop.example.com"],
    ["http://localhost:3000/", "http://localhost:3000"],
    ["https://shop.example.com:443", "https://shop.example.com"],
    ["null", "null"],
    ["", ""],
    ["not a host", "not a host"],
  ])("%j means %j", (text, origin) => {
    expect(tidyOrigin(text)).toBe(origin);
  });

  it("can be allowed by itself, or with its neighbors where that can be written", () => {
    expect(patternsFor("https://shop.example.com")).toEqual(["https://shop.example.com", "https://*.example.com"]);
    for (const alone of [
      "https://example.com",
      "http://shop.example.com",
      "https://shop.example.com:8443",
      "https://192.0.2.7",
    ])
      expect(patternsFor(alone)).toEqual([alone]);
  });
});

describe("a token's lists of domains", () => {
  const token = {
    domains: ["https://a.example", "https://b.example"],
    trial: { domains: ["https://a.example"], endsAt: "2026-01-02T00:00:00.000Z" },
  };

  it("take an entry once", () => {
    expect(withEntry(token, "https://c.example", "domains")).toEqual({
      domains: [...token.domains, "https://c.example"],
    });
    expect(withEntry(token, "https://b.example", "domains")).toEqual({ domains: token.domains });
    expect(withEntry(token, "https://c.example", "trial")).toEqual({
      trial: { ...token.trial, domains: ["https://a.example", "https://c.example"] },
    });
  });

  it("give an entry back, but never their last one", () => {
    expect(withoutEntry(token, "https://b.example", "domains")).toEqual({ domains: ["https://a.example"] });
    expect(withoutEntry(token, "https://a.example", "trial")).toEqual({ trial: token.trial });
  });

  it("change nothing of a trial that has gone meanwhile", () => {
    expect(withEntry({ ...token, trial: null }, "https://c.example", "trial")).toEqual({});
    expect(withoutEntry({ ...token, trial: null }, "https://c.example", "trial")).toEqual({});
  });
});

describe("a trial of a list of domains", () => {
  const endsAt = "2026-01-02T00:00:00.000Z";
  const observed = (origin: string, isListed: boolean, trial: ObservedOrigin["trial"]): ObservedOrigin => ({
    origin,
    outcome: isListed ? "allowed" : "refused",
    allowed: isListed ? 1 : 0,
    refused: isListed ? 0 : 1,
    firstSeenAt: endsAt,
    lastSeenAt: endsAt,
    isListed,
    trial,
    previousSecret: null,
  });

  it("runs until its end, and not at it", () => {
    expect(trialStateOf(null, 0)).toBe("none");
    expect(trialStateOf({ domains: [], endsAt }, Date.parse(endsAt) - 1)).toBe("running");
    expect(trialStateOf({ domains: [], endsAt }, Date.parse(endsAt))).toBe("ended");
  });

  it("lists what it would refuse of what is allowed now, the most refused first", () => {
    const result = summarizeTrial([
      observed("https://kept.example", true, { wouldRefuse: false, refused: 0 }),
      observed("https://few.example", true, { wouldRefuse: true, refused: 2 }),
      observed("https://many.example", true, { wouldRefuse: true, refused: 30 }),
      observed("https://gained.example", false, { wouldRefuse: false, refused: 0 }),
      observed("https://stranger.example", false, { wouldRefuse: true, refused: 5 }),
    ]);
    expect(result.missing.map(({ origin }) => origin)).toEqual(["https://many.example", "https://few.example"]);
    expect(result.refused).toBe(32);
    expect(result.gained.map(({ origin }) => origin)).toEqual(["https://gained.example"]);
    expect(result.kept).toBe(1);
  });

  it("has no result where none runs", () => {
    const result = summarizeTrial([observed("https://a.example", true, null)]);
    expect(result).toEqual({ missing: [], refused: 0, gained: [], kept: 0 });
  });
});

describe("whether a rotation can be finished", () => {
  const started = Date.parse("2026-01-01T00:00:00.000Z");
  const at = (hours: number) => new Date(started + hours * HOUR_MS).toISOString();
  const judge = (old: string | null, last: string | null, nowHours: number) =>
    judgeRotation(
      {
        rotation: { startedAt: at(0), previousValidUntil: at(24 * 30), previousLastUsedAt: old },
        lastUsedAt: last,
      },
      started + nowHours * HOUR_MS,
    );

  it("is no question without one", () => {
    expect(judgeRotation({ rotation: null, lastUsedAt: at(1) }, started)).toBeUndefined();
  });

  it("is safe when the new secret is used and the old one has been idle for a day", () => {
    expect(judge(at(2), at(20), 26)).toMatchObject({ code: "safe", idleMs: IDLE_MS, newLastUsedAt: at(20) });
    expect(judge(at(2), at(20), 25.99)?.code).toBe("quiet");
    expect(judge(null, at(3), 24)?.code).toBe("safe");
  });

  it("is not while the old one was used within the hour", () => {
    expect(judge(at(20), at(20.5), 20.99)?.code).toBe("in_use");
    expect(judge(at(20), at(20.5), 21)?.code).toBe("quiet");
  });

  it("is not shown by silence: the new one must have been used", () => {
    expect(judge(null, null, 100)?.code).toBe("unproven");
    expect(judge(null, at(-1), 100)).toMatchObject({ code: "unproven", newLastUsedAt: null });
    // The last use of the token was that of its old secret.
    expect(judge(at(5), at(5), 100)).toMatchObject({ code: "unproven", oldLastUsedAt: at(5), newLastUsedAt: null });
  });

  it("can be put off until 30 days after the rotation", () => {
    const rotation = { startedAt: at(0) };
    expect(extensionsOf(rotation, started).at(-1)).toBe(29 * 24 * 3600);
    expect(extensionsOf(rotation, started + 29 * 24 * HOUR_MS)).toEqual([3600, 24 * 3600]);
    expect(extensionsOf(rotation, started + 30 * 24 * HOUR_MS - HOUR_MS + 1)).toEqual([]);
  });
});

describe("a question about a request", () => {
  it("is asked with the origin of the page that was written", () => {
    const question = { ...NO_QUESTION, operation: "loadConfigurator", origin: "shop.example.com/lamp", address: " " };
    expect(toRequest(TOKEN_ID, question)).toEqual({
      tokenId: TOKEN_ID,
      operation: "loadConfigurator",
      origin: "https://shop.example.com",
    });
  });

  it("is none without an operation that takes a credential", () => {
    for (const operation of ["", "getHealth", "made-up"])
      expect(toRequest(TOKEN_ID, { ...NO_QUESTION, operation })).toBeUndefined();
  });

  it("offers the operations for the token's kind first, and says what the others are not for", () => {
    const [first] = operationChoices("service");
    expect(first?.value).toBe("authorizeApplication");
    expect(operationChoices("public")[0]).toEqual({
      value: "loadConfigurator",
      label: "Load configurator",
      note: "GET /embed/v1/configurators/{configuratorId}",
    });
    expect(operationChoices("public").at(-1)?.note).toContain("not for this kind of token");
  });

  it("asks for a service where the operation is about one", () => {
    expect(isAboutService("getService")).toBe(true);
    expect(isAboutService("listTokens")).toBe(false);
  });

  it("can be sent as an address", () => {
    expect(explainSearch({ operation: "loadConfigurator", origin: "https://shop.example.com" })).toBe(
      "tab=explain&operation=loadConfigurator&origin=https%3A%2F%2Fshop.example.com",
    );
  });
});

describe("what is pasted into a page", () => {
  const parts = {
    origin: "https://configure.example.com",
    embed: {
      scriptPath: "/embed.js",
      pinnedScriptPath: "/assets/embed.0123456789ab.js",
      integrity: "sha384-abc",
    },
    carried: { type: "embed", value: "emb_8sV1bNq4YwKd" },
    configuratorId: "cfg_1A2b3C4d5E6f",
  } as const;
  const written = Object.fromEntries(VARIANTS.map(({ id, format }) => [id, format(parts)]));

  it("names the deployment, what is carried and the configurator in every way", () => {
    for (const code of Object.values(written)) {
      expect(code).toContain("https://configure.example.com");
      expect(code).toContain("emb_8sV1bNq4YwKd");
      expect(code).toContain("cfg_1A2b3C4d5E6f");
    }
  });

  it("has the integrity of the pinned file, and of no other", () => {
    expect(written.pinned).toContain('src="https://configure.example.com/assets/embed.0123456789ab.js"');
    expect(written.pinned).toContain('integrity="sha384-abc"');
    expect(written.pinned).toContain('crossorigin="anonymous"');
    expect(written.following).toContain('src="https://configure.example.com/embed.js"');
    expect(written.following).not.toContain("integrity");
  });

  it("says which of the two is carried where the attribute tells", () => {
    expect(written.following).toContain('data-embed="emb_8sV1bNq4YwKd"');
    expect(written.element).toContain('embed="emb_8sV1bNq4YwKd"');
    const byToken = { ...parts, carried: { type: "token", value: "lkp_value" } } as const;
    expect(VARIANTS.find(({ id }) => id === "element")?.format(byToken)).toContain(' token="lkp_value"');
  });

  it("comes with the policy that a strict page needs; bundled, the script is its own", () => {
    const policy = formatPolicy({ origin: parts.origin, uploadsOrigin: "https://files.example.net" }, false);
    expect(policy).toContain("script-src  https://configure.example.com;");
    expect(policy).toContain("connect-src https://configure.example.com https://files.example.net;");
    expect(formatPolicy({ origin: parts.origin, uploadsOrigin: "https://files.example.net" }, true)).toContain(
      "script-src  'self';",
    );
  });
});
