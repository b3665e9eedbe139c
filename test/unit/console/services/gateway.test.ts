import { describe, expect, it } from "vitest";
import { environmentsWith, findPromotionObstacle } from "../../../../console/src/pages/service/gateway/environments.ts";
import { parseDocument } from "../../../../console/src/pages/service/gateway/parse-document.ts";
import { versionActions } from "../../../../console/src/pages/service/gateway/version-actions.tsx";
import { DOCUMENT_BYTES_MAX, DOCUMENT_DEPTH_MAX } from "../../../../functions/domain/gateway-environments.ts";
import type { GatewayEnvironments } from "../../../../sdk/src/index.ts";

const ENVIRONMENTS: GatewayEnvironments = {
  serviceId: "svc_1",
  latestVersion: 3,
  staging: { version: 3, pinned: false },
  production: { version: 2, pinned: false },
};
const PINNED: GatewayEnvironments = { ...ENVIRONMENTS, production: { version: 2, pinned: true } };

describe("parseDocument", () => {
  it("accepts an object, and says what else is the matter", () => {
    expect(parseDocument('{"routes":[]}')).toEqual({ ok: true, document: { routes: [] } });
    for (const text of ["[]", "null", '"text"', "1"]) {
      expect(parseDocument(text)).toEqual({ ok: false, mistake: expect.stringMatching(/JSON object/) });
    }
    for (const text of ["", "{", "{'a':1}"]) {
      expect(parseDocument(text)).toEqual({ ok: false, mistake: expect.stringMatching(/^This is not JSON/) });
    }
  });

  it("accepts exactly as many bytes and levels as the API", () => {
    const sized = (bytes: number) => JSON.stringify({ text: "x".repeat(bytes - '{"text":""}'.length) });
    expect(parseDocument(sized(DOCUMENT_BYTES_MAX)).ok).toBe(true);
    expect(parseDocument(sized(DOCUMENT_BYTES_MAX + 1))).toEqual({
      ok: false,
      mistake: expect.stringMatching(/256 kB/),
    });
    const nested = (levels: number) => `{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
    expect(parseDocument(nested(DOCUMENT_DEPTH_MAX)).ok).toBe(true);
    expect(parseDocument(nested(DOCUMENT_DEPTH_MAX + 1)).ok).toBe(false);
  });

  it("counts bytes as they are sent: without spaces, and more than one for most letters of the world", () => {
    expect(parseDocument(`{"a":1}${" ".repeat(DOCUMENT_BYTES_MAX)}`).ok).toBe(true);
    expect(parseDocument(JSON.stringify({ text: "ü".repeat(DOCUMENT_BYTES_MAX / 2) })).ok).toBe(false);
  });
});

describe("environmentsWith", () => {
  it("says where a version is in use", () => {
    expect(environmentsWith(ENVIRONMENTS, 3)).toEqual(["staging"]);
    expect(environmentsWith({ ...ENVIRONMENTS, production: { version: 3, pinned: true } }, 3)).toEqual([
      "staging",
      "production",
    ]);
    expect(environmentsWith(ENVIRONMENTS, 1)).toEqual([]);
  });
});

describe("findPromotionObstacle", () => {
  it("finds none for another version", () => {
    expect(findPromotionObstacle(ENVIRONMENTS, 3)).toBeUndefined();
    expect(findPromotionObstacle(ENVIRONMENTS, 1)).toBeUndefined();
  });

  it("says that production has it, or is pinned", () => {
    expect(findPromotionObstacle(ENVIRONMENTS, 2)).toMatch(/already/);
    expect(findPromotionObstacle(PINNED, 3)).toMatch(/pinned/);
  });
});

describe("versionActions", () => {
  const offered = (parts: Partial<Parameters<typeof versionActions>[0]>) =>
    versionActions({
      version: 2,
      environments: ENVIRONMENTS,
      can: () => true,
      view: () => undefined,
      open: () => undefined,
      ...parts,
    }).map(({ id, disabledReason }) => (disabledReason === undefined ? id : `${id}: ${disabledReason}`));

  it("offers nothing but reading to those who may not more, and while the environments are not known", () => {
    expect(offered({ can: () => false })).toEqual(["view"]);
    expect(offered({ environments: undefined })).toEqual(["view"]);
  });

  it("says why something cannot be done now", () => {
    expect(offered({})).toEqual(["view", "promote: Production has it already.", "pin-staging", "pin-production"]);
    expect(offered({ environments: PINNED, version: 3 })).toEqual([
      "view",
      "promote: Production is pinned. Unpin it first.",
      "pin-staging",
      "pin-production",
    ]);
    expect(offered({ environments: PINNED })).toContain("pin-production: Production is pinned to it.");
  });
});
