import { describe, expect, it } from "vitest";
import {
  emptyForm,
  findMistakes,
  formOf,
  readLines,
  type TokenForm,
  toCreateBody,
  toUpdateBody,
} from "../../../console/src/tokens/token-form.ts";
import { createTokenBody, updateTokenBody } from "../../../contract/schemas/tokens.ts";
import { tokenOf } from "./token-samples.ts";

const QUARTER = { choice: "90d", at: "" } as const;
const NOW = { nowEpochMs: Date.parse("2026-06-01T12:00:00Z"), latestEpochMs: undefined };

function publicForm(parts: Partial<TokenForm> = {}): TokenForm {
  return {
    ...emptyForm("public", QUARTER),
    label: " Web shop ",
    owner: { type: "service_account", id: "web-shop" },
    domains: "https://shop.example.com\n*.example.com, https://shop.example.com",
    ...parts,
  };
}

function privateForm(parts: Partial<TokenForm> = {}): TokenForm {
  return { ...emptyForm("private", QUARTER), label: "CI", scopes: ["analytics:read"], ...parts };
}

describe("the request for a new token", () => {
  it("names the domains of a public token once each, and leaves out limits that stay as they are", () => {
    const body = toCreateBody(publicForm());
    expect(createTokenBody.safeParse(body).success).toBe(true);
    expect(body).toEqual({
      kind: "public",
      label: "Web shop",
      owner: { type: "service_account", id: "web-shop" },
      expiresIn: "90d",
      scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
      domains: ["https://shop.example.com", "*.example.com"],
    });
  });

  it("sends limits that differ: a number, or null for none", () => {
    const { limits } = emptyForm("public", QUARTER);
    const body = toCreateBody(publicForm({ limits: { ...limits, requestsPerDay: "1 000", savesPerDay: "" } }));
    expect(body.limits).toEqual({ requestsPerDay: 1000, savesPerDay: null });
  });

  it("gives a private token its rights, and no services unless some are selected", () => {
    const body = toCreateBody(privateForm());
    expect(createTokenBody.safeParse(body).success).toBe(true);
    expect(body).toEqual({
      kind: "private",
      label: "CI",
      expiresIn: "90d",
      role: "viewer",
      scopes: ["analytics:read"],
    });
    expect(toCreateBody(privateForm({ services: { mode: "selected", ids: ["svc_1"] } }))).toMatchObject({
      services: ["svc_1"],
    });
  });

  it("asks for everything by the preset, without what the preset says already", () => {
    const body = toCreateBody(privateForm({ isFull: true, scopes: [] }));
    expect(createTokenBody.safeParse(body).success).toBe(true);
    expect(body).toEqual({ kind: "private", label: "CI", expiresIn: "90d", preset: "full" });
  });

  it("writes a note and addresses only when there are some", () => {
    expect(toCreateBody(privateForm({ note: " for CI ", addresses: "192.0.2.7\n2001:db8::/32" }))).toMatchObject({
      note: "for CI",
      allowedAddresses: ["192.0.2.7", "2001:db8::/32"],
    });
  });
});

describe("the request for a change", () => {
  const PUBLIC = tokenOf({
    kind: "public",
    role: null,
    scopes: ["embed:load", "embed:save"],
    domains: ["https://a.example.com", "https://b.example.com"],
    owner: { type: "service_account", id: "web-shop", name: "web-shop" },
  });

  it("is empty when nothing was changed", () => {
    for (const token of [
      tokenOf({}),
      PUBLIC,
      tokenOf({ services: ["svc_1"], note: "x", allowedAddresses: ["10.0.0.0/8"] }),
    ]) {
      expect(toUpdateBody(formOf(token), token)).toEqual({});
    }
  });

  it("holds what differs, and nothing that this kind of token does not have", () => {
    const body = toUpdateBody({ ...formOf(PUBLIC), label: "Shop", domains: "https://a.example.com" }, PUBLIC);
    expect(updateTokenBody.safeParse(body).success).toBe(true);
    expect(body).toEqual({ label: "Shop", domains: ["https://a.example.com"] });
  });

  it("clears a note, addresses and a limit with null", () => {
    const token = tokenOf({
      note: "old",
      allowedAddresses: ["10.0.0.0/8"],
      limits: { requestsPerMinute: 5, requestsPerDay: null, savesPerDay: null, eventsPerDay: null, loadsPerDay: null },
    });
    const form = formOf(token);
    const body = toUpdateBody(
      { ...form, note: " ", addresses: "", limits: { ...form.limits, requestsPerMinute: "" } },
      token,
    );
    expect(updateTokenBody.safeParse(body).success).toBe(true);
    expect(body).toEqual({ note: null, allowedAddresses: null, limits: { requestsPerMinute: null } });
  });

  it("changes services and expiry", () => {
    const token = tokenOf({ services: ["svc_1"] });
    const form = formOf(token);
    expect(toUpdateBody({ ...form, services: { ...form.services, mode: "all" } }, token)).toEqual({ services: "all" });
    expect(toUpdateBody({ ...form, expiry: { choice: "never", at: "" } }, token)).toEqual({ expiresIn: "never" });
  });
});

describe("mistakes in a form", () => {
  const pointers = (form: TokenForm) => [...findMistakes(form, NOW).keys()];

  it("finds none in a complete form", () => {
    expect(pointers(publicForm())).toEqual([]);
    expect(pointers(privateForm())).toEqual([]);
  });

  it("finds everything that a public token needs", () => {
    expect(pointers(publicForm({ label: " ", owner: undefined, domains: "\n ,", capabilities: [] }))).toEqual([
      "/label",
      "/owner",
      "/domains",
      "/scopes",
    ]);
  });

  it("finds a private token without an API or without a service, unless it gets everything", () => {
    const bare = { scopes: [], services: { mode: "selected", ids: [] } } as const;
    expect(pointers(privateForm(bare))).toEqual(["/scopes", "/services"]);
    expect(pointers(privateForm({ ...bare, isFull: true }))).toEqual([]);
  });

  it("finds limits that are no whole numbers, and past or missing instants", () => {
    const { limits } = emptyForm("public", QUARTER);
    expect(pointers(publicForm({ limits: { ...limits, savesPerDay: "1.5" } }))).toEqual(["/limits/savesPerDay"]);
    expect(pointers(publicForm({ limits: { ...limits, savesPerDay: "-1" } }))).toEqual(["/limits/savesPerDay"]);
    expect(pointers(publicForm({ expiry: { choice: "custom", at: "" } }))).toEqual(["/expiresAt"]);
    expect(pointers(publicForm({ expiry: { choice: "custom", at: "2020-01-01T00:00" } }))).toEqual(["/expiresAt"]);
  });
});

describe("lines of a list", () => {
  it("are divided by line ends, commas and spaces, and count once", () => {
    expect(readLines(" a\nb, c\n\na ")).toEqual(["a", "b", "c"]);
    expect(readLines(" \n ")).toEqual([]);
  });
});
