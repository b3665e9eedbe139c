import type { FieldError } from "../../../contract/errors.ts";
import { API_SCOPES, CAPABILITIES } from "../../domain/rights.ts";
import { changeLimits } from "../../domain/token-limits.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readOwner } from "../../store/owners.ts";
import type { StoredToken, TokenChanges } from "../../store/tokens.ts";
import { readWorkspace, type StoredWorkspace } from "../../store/workspaces.ts";
import { readAddresses } from "./addresses.ts";
import { answerChanged } from "./change-token.ts";
import { readDomains, readTrial } from "./domains.ts";
import { readExpiry, refuseLifetime, saysExpiry } from "./expiry.ts";
import { findManagedToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { refuseExcess, refuseLackingOwner, refuseOwner, rightsOf } from "./rights.ts";
import { findLimitMisfits } from "./wanted-token.ts";

type Update = AuthorizedRequest<"updateToken">;

export async function updateToken(parts: TokenParts, request: Update): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const token = await findManagedToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  const misfits = findMisfits(token, body);
  if (misfits.length > 0) return refuse("invalid_body", { errors: misfits });

  const settings = readSettings(token, body, nowEpochMs);
  if (isRefusal(settings)) return settings;
  const rights = await refuseRights(parts, request, token, settings);
  if (rights !== undefined) return rights;
  const lists = await readByPolicy(parts, request, { ...token, ...settings });
  if (isRefusal(lists)) return lists;
  return answerChanged(parts, request, { token, changes: { ...settings, ...lists } });
}

/** What can be read without knowing anybody else. */
function readSettings(token: StoredToken, body: Update["body"], nowEpochMs: number): TokenChanges | Refusal {
  const { label, note, role, scopes, services, limits, allowedAddresses } = body;
  const expiry = saysExpiry(body) ? readExpiry(body, nowEpochMs) : {};
  if (isRefusal(expiry)) return expiry;
  const addresses = allowedAddresses == null ? undefined : readAddresses(allowedAddresses);
  if (isRefusal(addresses)) return addresses;
  return {
    ...(label !== undefined && { label }),
    ...(note !== undefined && { note: note ?? undefined }),
    ...(role !== undefined && { role }),
    ...(scopes !== undefined && { scopes }),
    ...(services !== undefined && { services }),
    ...(limits !== undefined && { limits: changeLimits(token.limits ?? {}, limits) }),
    ...(allowedAddresses !== undefined && { allowedAddresses: addresses }),
    ...expiry,
  };
}

/**
 * A label may be edited by whoever may edit; what a token can do, from where and for how long, only by who has as much, and never beyond what
 * its owner has.
 */
async function refuseRights(
  { directory }: TokenParts,
  { principal }: Update,
  token: StoredToken,
  changes: TokenChanges,
): Promise<Refusal | undefined> {
  if ("limits" in changes && principal.id === token.id) return refuseOwnLimits();
  const isBounded = BOUNDED.some((name) => name in changes);
  if (!isBounded || token.kind !== "private") return undefined;
  const wanted = rightsOf({ ...token, ...changes });
  const excess = refuseExcess(principal, token.kind, wanted);
  if (excess !== undefined || !RIGHTS.some((name) => name in changes)) return excess;
  const owner = await readOwner(directory, token.workspaceId, { type: token.ownerType, id: token.ownerId });
  return owner === undefined ? refuseOwner() : refuseLackingOwner(owner, token.kind, wanted);
}

/** A limit that its holder could lift would be none. */
function refuseOwnLimits(): Refusal {
  const message = "A token cannot change its own limits.";
  return refuse("right_not_held", { errors: [{ pointer: "/limits", code: "right_not_held", message }] });
}

const RIGHTS = ["role", "scopes", "services"] as const satisfies readonly (keyof TokenChanges)[];
const BOUNDED = [
  ...RIGHTS,
  "expiresAt",
  "allowedAddresses",
  "limits",
] as const satisfies readonly (keyof TokenChanges)[];

/** What the workspace's policies have a say in. */
async function readByPolicy(
  { directory }: TokenParts,
  { principal, body, nowEpochMs }: Update,
  edited: StoredToken,
): Promise<TokenChanges | Refusal> {
  if (body.domains === undefined && body.trial === undefined && !saysExpiry(body)) return {};
  const { policies } = await readWorkspace(directory, principal.workspaceId);
  const lifetime = saysExpiry(body) ? refuseLifetime({ expiresAt: undefined, ...edited }, policies) : undefined;
  return lifetime ?? readLists(body, policies, nowEpochMs);
}

function readLists(
  body: Update["body"],
  policies: StoredWorkspace["policies"],
  nowEpochMs: number,
): TokenChanges | Refusal {
  const domains = body.domains === undefined ? undefined : readDomains(body.domains, policies);
  if (isRefusal(domains)) return domains;
  const trial = body.trial === undefined ? {} : readTrial(body.trial, policies, nowEpochMs);
  if (isRefusal(trial)) return trial;
  return { ...(domains !== undefined && { domains }), ...trial };
}

/** Fields that this kind of token does not have. */
function findMisfits(token: StoredToken, body: Update["body"]): FieldError[] {
  const isPublic = token.kind === "public";
  const allowed: readonly string[] = isPublic ? CAPABILITIES : API_SCOPES;
  const misfits = [
    isPublic && body.role !== undefined && "role",
    isPublic && body.services !== undefined && "services",
    isPublic && body.allowedAddresses !== undefined && "allowedAddresses",
    !isPublic && body.domains !== undefined && "domains",
    !isPublic && body.trial !== undefined && "trial",
    body.scopes?.some((scope) => !allowed.includes(scope)) && "scopes",
  ].filter((field) => typeof field === "string");
  return [
    ...misfits.map((field) => ({
      pointer: `/${field}`,
      code: "not_for_this_kind" as const,
      message: `A ${token.kind} token cannot have this.`,
    })),
    ...findLimitMisfits(token.kind, body.limits),
  ];
}
