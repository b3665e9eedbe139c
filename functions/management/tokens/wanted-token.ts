import type { FieldError } from "../../../contract/errors.ts";
import { isSameOwner } from "../../domain/permissions.ts";
import { intersectScopes, intersectServices, lowerRole } from "../../domain/rights.ts";
import { changeLimits, type LimitChanges, PUBLIC_LIMIT_NAMES, PUBLIC_TOKEN_LIMITS } from "../../domain/token-limits.ts";
import type { Owner, OwnerReference } from "../../domain/token-record.ts";
import { isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readOwner, type StoredOwner } from "../../store/owners.ts";
import type { StoredToken } from "../../store/tokens.ts";
import type { StoredWorkspace } from "../../store/workspaces.ts";
import { readAddresses } from "./addresses.ts";
import { readDomains, readTrial } from "./domains.ts";
import type { TokenParts } from "./parts.ts";
import { refuseExcess, refuseLackingOwner, refuseOwner } from "./rights.ts";

type Body = AuthorizedRequest<"createToken">["body"];
type PublicBody = Extract<Body, { kind: "public" }>;
type PrivateBody = Extract<Body, { kind: "private" }>;

/** What a body asks for, checked against the principal's rights, the owner's and the workspace's policies. */
export type WantedToken = Pick<
  StoredToken,
  "kind" | "role" | "scopes" | "services" | "domains" | "trialDomains" | "trialEndsAt" | "allowedAddresses" | "limits"
> & { readonly owner: Owner };

export interface WantedContext {
  readonly parts: Pick<TokenParts, "directory">;
  readonly request: AuthorizedRequest<"createToken">;
  readonly workspace: StoredWorkspace;
  /** When the token is to end, as it will be stored. */
  readonly expiresAt: string | undefined;
}

/** A public token belongs to a service account. Its capabilities are harmless, so nobody's rights bound them. */
export async function readPublic(body: PublicBody, context: WantedContext): Promise<WantedToken | Refusal> {
  const { parts, request, workspace } = context;
  if (body.owner === undefined || body.owner.type !== "service_account") {
    return refuse("service_account_required", {
      errors: [
        { pointer: "/owner", code: "service_account_required", message: "Name a service account as the owner." },
      ],
    });
  }
  if (body.domains === undefined) {
    return refuse("invalid_domain", {
      errors: [{ pointer: "/domains", code: "required", message: "A public token needs at least one domain." }],
    });
  }
  const domains = readDomains(body.domains, workspace.policies);
  if (isRefusal(domains)) return domains;
  const trial = body.trial === undefined ? {} : readTrial(body.trial, workspace.policies, request.nowEpochMs);
  if (isRefusal(trial)) return trial;
  const owner = await readActiveOwner(parts, workspace.id, body.owner);
  if (isRefusal(owner)) return owner;
  return {
    kind: "public",
    scopes: body.scopes,
    services: "all",
    domains,
    ...trial,
    limits: changeLimits(PUBLIC_TOKEN_LIMITS, body.limits ?? {}),
    owner: { ...body.owner, name: owner.name },
  };
}

export async function readPrivate(body: PrivateBody, context: WantedContext): Promise<WantedToken | Refusal> {
  const { parts, request, workspace, expiresAt } = context;
  const misfits = [...findPresetMisfits(body), ...findLimitMisfits("private", body.limits)];
  if (misfits.length > 0) return refuse("invalid_body", { errors: misfits });
  const allowedAddresses = body.allowedAddresses === undefined ? undefined : readAddresses(body.allowedAddresses);
  if (isRefusal(allowedAddresses)) return allowedAddresses;

  const { principal } = request;
  const reference = body.owner ?? principal.owner;
  // What nobody may give is refused before anything is said about the owner.
  const { role = "viewer", scopes = [], services = [] } = body;
  const expiresAtEpochMs = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  const excess = refuseExcess(principal, "private", {
    ...(body.preset === undefined && { role }),
    scopes,
    services,
    expiresAtEpochMs,
    networks: allowedAddresses,
  });
  if (excess !== undefined) return excess;
  // A token acts with its owner's name: nobody makes one in another person's.
  const isOneself = isSameOwner(reference, principal.owner);
  const isAccepted = reference.type === "service_account" || (isOneself && !workspace.policies.serviceAccountsOnly);
  if (!isAccepted) return refuseOwner();
  const owner = await readActiveOwner(parts, workspace.id, reference);
  if (isRefusal(owner)) return owner;

  const rights = writeOut(body, request.principal, owner);
  const lacking =
    rights.scopes.length === 0
      ? refuseNothing()
      : refuseLackingOwner(owner, "private", { ...rights, expiresAtEpochMs });
  if (lacking !== undefined) return lacking;
  return {
    kind: "private",
    ...rights,
    domains: [],
    allowedAddresses,
    limits: body.limits === undefined ? undefined : changeLimits({}, body.limits),
    owner: { type: reference.type, id: reference.id, name: owner.name },
  };
}

/**
 * The rights of a token are written out when it is made: an API family, scope or service that comes to be later is in no token that exists.
 * What the body leaves out is what creator and owner have in common now.
 */
function writeOut(
  body: PrivateBody,
  creator: Holder,
  owner: Holder,
): Pick<WantedToken, "role" | "scopes" | "services"> {
  const { role = "viewer", scopes = [], services = intersectServices(owner.services, creator.services) } = body;
  if (body.preset === undefined) return { role, scopes, services };
  return {
    role: lowerRole(owner.role ?? "viewer", creator.role ?? "viewer"),
    scopes: intersectScopes(owner.scopes, creator.scopes),
    services,
  };
}

type Holder = Pick<StoredOwner, "role" | "scopes" | "services">;

async function readActiveOwner(
  { directory }: Pick<TokenParts, "directory">,
  workspaceId: string,
  reference: OwnerReference,
): Promise<StoredOwner | Refusal> {
  const owner = await readOwner(directory, workspaceId, reference);
  return owner?.state === "active" ? owner : refuseOwner();
}

function refuseNothing(): Refusal {
  return refuse("owner_lacks_right", {
    errors: [{ pointer: "/preset", code: "owner_lacks_right", message: "You and the owner have no right in common." }],
  });
}

function findPresetMisfits({ preset, role, scopes, services }: PrivateBody): FieldError[] {
  if (preset === undefined) {
    return scopes === undefined
      ? [{ pointer: "/scopes", code: "required", message: "Give scopes, or the preset full." }]
      : [];
  }
  return Object.entries({ role, scopes, services }).flatMap(([field, value]) =>
    value === undefined
      ? []
      : [{ pointer: `/${field}`, code: "not_with_preset", message: "The preset says this already." }],
  );
}

/** Limits on what this kind of token cannot do. */
export function findLimitMisfits(kind: StoredToken["kind"], limits: LimitChanges | undefined): FieldError[] {
  if (kind === "public" || limits === undefined) return [];
  return PUBLIC_LIMIT_NAMES.filter((name) => limits[name] !== undefined).map((name) => ({
    pointer: `/limits/${name}`,
    code: "not_for_this_kind",
    message: `A ${kind} token does not do this.`,
  }));
}
