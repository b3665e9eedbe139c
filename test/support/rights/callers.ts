import type { TestPlatform } from "../test-platform.ts";
import { sized } from "../test-size.ts";
import type { DocumentedOperation } from "./document.ts";
import { createManage, textOf } from "./manage.ts";
import type { Caller } from "./matrix.ts";
import type { SignedIn } from "./sign-in.ts";

/** One combination of rights. No scope at all is `undefined`; a service list is everything, one service or nothing. */
export interface Combination {
  readonly role: string;
  readonly scope: string | undefined;
  readonly services: "all" | readonly string[];
}

const ROLES = ["viewer", "team_member", "workspace_manager", "administrator", "owner"];
const FAMILIES = ["account_management", "analytics", "billing", "configurator"];
const SCOPES = FAMILIES.flatMap((family) => [`${family}:read`, `${family}:write`]);
const CAPABILITIES = ["embed:load", "embed:save", "embed:resume", "embed:track"];

/** `usual`: each pair of a role, a scope and a list of services once; `full`: all three with each other. */
export function combine(scopes: readonly (string | undefined)[], serviceId: string): readonly Combination[] {
  const lists = ["all", [serviceId], []] as const;
  return ROLES.flatMap((role, roleAt) =>
    scopes.flatMap((scope, scopeAt) =>
      lists
        .filter((_, listAt) => sized((roleAt + scopeAt + listAt) % lists.length === 0, true))
        .map((services): Combination => ({ role, scope, services })),
    ),
  );
}

/** A token holds at least one scope; a member or a service account may hold none. */
export const TOKEN_SCOPES: readonly string[] = SCOPES;
export const OWNER_SCOPES: readonly (string | undefined)[] = [undefined, ...SCOPES];

/**
 * Of all single scopes, an operation is tried with those of its own family, one of another, and none: the rest says the same again.
 */
export function concerns(operation: DocumentedOperation, { scope }: Combination): boolean {
  const [family = ""] = operation.right?.split(":") ?? [];
  const position = FAMILIES.indexOf(family);
  if (scope === undefined || position < 0 || scope.startsWith(`${family}:`)) return true;
  return scope === `${FAMILIES[(position + 1) % FAMILIES.length]}:write`;
}

const rightsOf = ({ role, scope, services }: Combination) => ({
  role,
  scopes: scope === undefined ? [] : [scope],
  services,
});
const nameOf = (kind: string, combination: Combination) => `${kind} ${JSON.stringify(rightsOf(combination))}`;

/** Makes a caller out of one combination after the other. */
export type CreateCaller = (combination: Combination) => Promise<Caller>;

/** A private token that was given the combination by an owner who holds everything. */
export function createTokenCaller(test: TestPlatform): CreateCaller {
  const manage = createManage(test);
  return async (combination) => {
    const rights = rightsOf(combination);
    const token = await manage("POST", "/v1/tokens", { kind: "private", label: "matrix", ...rights });
    return {
      kind: "private",
      name: nameOf("a private token", combination),
      ...rights,
      request: { token: textOf(token, "token") },
    };
  };
}

/** A private token that was given everything, and whose owner has been lowered to the combination since. */
export async function createOwnedCaller(test: TestPlatform, name: string): Promise<CreateCaller> {
  const manage = createManage(test);
  const everything = { role: "owner", scopes: SCOPES, services: "all" };
  await manage("POST", "/v1/service-accounts", { name, ...everything });
  const owner = { type: "service_account", id: name };
  const token = await manage("POST", "/v1/tokens", { kind: "private", label: "matrix", ...everything, owner });
  return async (combination) => {
    const rights = rightsOf(combination);
    await manage("PATCH", `/v1/service-accounts/${name}`, rights);
    return {
      kind: "private",
      name: nameOf("a token of a service account", combination),
      ...rights,
      request: { token: textOf(token, "token") },
    };
  };
}

/** The console session of a member. */
export function createSessionCaller(test: TestPlatform, { memberId, request }: SignedIn): CreateCaller {
  const manage = createManage(test);
  return async (combination) => {
    const rights = rightsOf(combination);
    await manage("PATCH", `/v1/members/${memberId}`, rights);
    return { kind: "session", name: nameOf("a session", combination), ...rights, request };
  };
}

/** Public tokens with one capability each, and one with all. */
export async function createPublicCallers(test: TestPlatform): Promise<readonly Caller[]> {
  const manage = createManage(test);
  const owner = { type: "service_account", id: test.demo.serviceAccount };
  return Promise.all(
    [...CAPABILITIES.map((capability) => [capability]), CAPABILITIES].map(async (scopes) => {
      const body = { kind: "public", label: "matrix", owner, scopes, domains: [test.demo.shopUrl] };
      const token = textOf(await manage("POST", "/v1/tokens", body), "token");
      const request = { token, origin: test.demo.shopUrl };
      return { kind: "public", name: `a public token with ${scopes}`, scopes, services: "all" as const, request };
    }),
  );
}

/** The token of one service. */
export async function createServiceCallers(test: TestPlatform, serviceId: string): Promise<readonly Caller[]> {
  const revealed = await createManage(test)("POST", `/v1/services/${serviceId}/token/reveal`);
  const request = { token: textOf(revealed, "token") };
  return [{ kind: "service", name: "a service token", scopes: [], services: [serviceId], request }];
}

/** What no operation accepts. */
export function createUnknownCallers(test: TestPlatform): readonly Caller[] {
  const { ownerToken, publicToken } = test.demo;
  const malformed = [`${ownerToken}0`, ownerToken.slice(0, -1), "nonsense", "a.b.c", ` ${publicToken.slice(4)}`];
  return [
    { kind: "none", name: "nobody", scopes: [], services: [], request: {} },
    ...malformed.map(
      (token): Caller => ({
        kind: "malformed",
        name: `a malformed credential of ${token.length} characters`,
        scopes: [],
        services: [],
        request: { token },
      }),
    ),
  ];
}
