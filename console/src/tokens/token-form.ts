import { LIMIT_NAMES, type LimitName } from "../../../functions/domain/limits.ts";
import { type ApiScope, CAPABILITIES, type Capability, type Role } from "../../../functions/domain/rights.ts";
import { PUBLIC_LIMIT_NAMES, PUBLIC_TOKEN_LIMITS } from "../../../functions/domain/token-limits.ts";
import type { CreateToken, OwnerReference, Token, UpdateToken } from "../../../sdk/src/generated/types.ts";
import { type ExpiryChoice, findExpiryMistake, toExpiry } from "./expiry-choice.ts";

/** What a person has written about a token, as texts and choices. */
export interface TokenForm {
  readonly kind: "public" | "private";
  readonly label: string;
  readonly note: string;
  readonly owner: OwnerReference | undefined;
  /** Private: everything that its maker and its owner can do now, instead of role, scopes and services. */
  readonly isFull: boolean;
  readonly role: Role;
  readonly scopes: readonly ApiScope[];
  readonly services: { readonly mode: "all" | "selected"; readonly ids: readonly string[] };
  readonly capabilities: readonly Capability[];
  /** One a line. */
  readonly domains: string;
  readonly expiry: ExpiryChoice;
  /** Empty: no limit. */
  readonly limits: Readonly<Record<LimitName, string>>;
  /** One a line. */
  readonly addresses: string;
}

export function emptyForm(kind: TokenForm["kind"], expiry: ExpiryChoice): TokenForm {
  return {
    kind,
    label: "",
    note: "",
    owner: undefined,
    isFull: false,
    role: "viewer",
    scopes: [],
    services: { mode: "all", ids: [] },
    capabilities: CAPABILITIES,
    domains: "",
    expiry,
    limits: startLimits(kind),
    addresses: "",
  };
}

/** Public tokens begin with limits, private ones without. */
export function startLimits(kind: TokenForm["kind"]): TokenForm["limits"] {
  return writeLimits(kind === "public" ? PUBLIC_TOKEN_LIMITS : {});
}

/** A form that would change nothing. */
export function formOf(token: Token): TokenForm {
  const { label, note, owner, role, scopes, services, domains, limits, allowedAddresses } = token;
  return {
    kind: token.kind === "public" ? "public" : "private",
    label,
    note: note ?? "",
    owner: owner.type === "service" ? undefined : { type: owner.type, id: owner.id },
    isFull: false,
    role: role ?? "viewer",
    scopes: scopes.filter((scope) => !isCapability(scope)),
    services: services === "all" ? { mode: "all", ids: [] } : { mode: "selected", ids: services },
    capabilities: scopes.filter(isCapability),
    domains: domains.join("\n"),
    expiry: { choice: "keep", at: "" },
    limits: writeLimits(limits),
    addresses: (allowedAddresses ?? []).join("\n"),
  };
}

/** Entries of a text with one a line; commas and spaces divide, too. */
export function readLines(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((line) => line !== ""))];
}

export function toCreateBody(form: TokenForm): CreateToken {
  const { kind, owner, isFull, role, scopes, services } = form;
  const note = form.note.trim();
  const limits = changedLimits(form, startLimits(kind));
  const common = {
    label: form.label.trim(),
    ...(note !== "" && { note }),
    ...(owner !== undefined && { owner }),
    ...toExpiry(form.expiry),
    ...(limits !== undefined && { limits }),
  };
  if (kind === "public") {
    return { kind, ...common, scopes: form.capabilities, domains: readLines(form.domains) };
  }
  const addresses = readLines(form.addresses);
  return {
    kind,
    ...common,
    // Without the field it is every service that its maker and its owner may see.
    ...(isFull
      ? { preset: "full" }
      : { role, scopes, ...(services.mode === "selected" && { services: services.ids }) }),
    ...(addresses.length > 0 && { allowedAddresses: addresses }),
  };
}

/** Only what differs from the token. An empty body changes nothing. */
export function toUpdateBody(form: TokenForm, token: Token): UpdateToken {
  const before = formOf(token);
  const differs = (name: "role" | "scopes" | "capabilities" | "services"): boolean =>
    JSON.stringify(form[name]) !== JSON.stringify(before[name]);
  const label = form.label.trim();
  const note = form.note.trim();
  const addresses = readLines(form.addresses);
  const domains = readLines(form.domains);
  const limits = changedLimits(form, before.limits);
  const isPublic = form.kind === "public";
  return {
    ...(label !== before.label && { label }),
    ...(note !== before.note && { note: note === "" ? null : note }),
    ...(isPublic && differs("capabilities") && { scopes: form.capabilities }),
    ...(!isPublic && differs("role") && { role: form.role }),
    ...(!isPublic && differs("scopes") && { scopes: form.scopes }),
    ...(!isPublic &&
      differs("services") && { services: form.services.mode === "all" ? ("all" as const) : form.services.ids }),
    ...(isPublic && domains.join("\n") !== before.domains && { domains }),
    ...(!isPublic &&
      addresses.join("\n") !== before.addresses && { allowedAddresses: addresses.length === 0 ? null : addresses }),
    ...(limits !== undefined && { limits }),
    ...toExpiry(form.expiry),
  };
}

/** Pointers of the fields that say what is wrong with them. */
export const TOKEN_FIELDS = [
  "/kind",
  "/label",
  "/note",
  "/owner",
  "/domains",
  "/preset",
  "/role",
  "/scopes",
  "/services",
  "/expiresAt",
  "/limits",
  "/allowedAddresses",
] as const;

/** What is wrong, by the pointer of the field; what is not known here, the API says. */
export type Mistakes = ReadonlyMap<string, string>;

export function findMistakes(
  form: TokenForm,
  time: { readonly nowEpochMs: number; readonly latestEpochMs: number | undefined },
): Mistakes {
  const isPublic = form.kind === "public";
  const mistakes: [string, string | undefined][] = [
    ["/label", form.label.trim() === "" ? "Give it a name by which you will know it." : undefined],
    ["/owner", isPublic && form.owner === undefined ? "Choose a service account, or create one." : undefined],
    ["/domains", isPublic && readLines(form.domains).length === 0 ? "Name at least one website." : undefined],
    ["/scopes", isScopeMissing(form) ? (isPublic ? "Allow at least one." : "Choose at least one API.") : undefined],
    ["/services", isServiceMissing(form) ? "Choose at least one service." : undefined],
    ["/expiresAt", findExpiryMistake(form.expiry, time)],
    ...limitNames(form.kind).map((name): [string, string | undefined] => [
      `/limits/${name}`,
      /^\d*$/.test(tidyNumber(form.limits[name])) ? undefined : "Write a whole number, or nothing.",
    ]),
  ];
  return new Map(mistakes.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function isScopeMissing(form: TokenForm): boolean {
  if (form.kind === "public") return form.capabilities.length === 0;
  return !form.isFull && form.scopes.length === 0;
}

function isServiceMissing({ kind, isFull, services }: TokenForm): boolean {
  return kind === "private" && !isFull && services.mode === "selected" && services.ids.length === 0;
}

/** The limits that this kind of token can have. */
export function limitNames(kind: TokenForm["kind"]): readonly LimitName[] {
  const isPublicOnly = (name: LimitName): boolean => PUBLIC_LIMIT_NAMES.some((candidate) => candidate === name);
  return kind === "public" ? LIMIT_NAMES : LIMIT_NAMES.filter((name) => !isPublicOnly(name));
}

function changedLimits(
  form: TokenForm,
  before: TokenForm["limits"],
): { readonly [Name in LimitName]?: number | null } | undefined {
  const changes = limitNames(form.kind).flatMap((name) => {
    const text = tidyNumber(form.limits[name]);
    return text === before[name] ? [] : [[name, text === "" ? null : Number(text)] as const];
  });
  return changes.length === 0 ? undefined : Object.fromEntries(changes);
}

function writeLimits(limits: { readonly [Name in LimitName]?: number | null | undefined }): TokenForm["limits"] {
  const write = (name: LimitName): string => limits[name]?.toString() ?? "";
  return {
    requestsPerMinute: write("requestsPerMinute"),
    requestsPerDay: write("requestsPerDay"),
    savesPerDay: write("savesPerDay"),
    eventsPerDay: write("eventsPerDay"),
    loadsPerDay: write("loadsPerDay"),
  };
}

/** People write thousands apart. */
function tidyNumber(text: string): string {
  return text.replaceAll(/[\s_]/g, "");
}

function isCapability(scope: string): scope is Capability {
  return scope.startsWith("embed:");
}
