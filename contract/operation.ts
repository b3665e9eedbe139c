import type { ApiFamily, Capability, CredentialKind, Effect, Role } from "../functions/domain/rights.ts";

export const METHODS = ["GET", "POST", "PATCH", "DELETE", "OPTIONS"] as const;

/** What the table in `operations/` says about one API action. */
export interface Operation {
  readonly method: (typeof METHODS)[number];
  /** Path template as API Gateway writes it. `"<method> <path>"` is the route key. */
  readonly path: `/${string}`;
  /** The Lambda function that answers: an entry of `FUNCTIONS` below. */
  readonly function: FunctionName;
  /** Which credentials open it. An empty list means that the route is open and has no authorizer. */
  readonly credentials: readonly CredentialKind[];
  /** The API family whose `:read` or `:write` scope a private token needs. */
  readonly api?: ApiFamily;
  /** What a public token needs. */
  readonly capability?: Capability;
  readonly effect: Effect;
  /** Lowest role of a private token or console session. */
  readonly minimumRole?: Role;
  /** The lowest role for acting on a token that the principal neither created nor owns. */
  readonly minimumRoleForOthers?: Role;
  /** Works on services or on what belongs to them: whoever may see no service at all is refused, the others see theirs. */
  readonly byService?: true;
  /** Hands out a secret, or puts something in place that stays: never to the secret that a rotation has replaced. */
  readonly handsOut?: true;
  /** Creates something: takes an `Idempotency-Key`. */
  readonly creates?: true;
}

/** One entry per Lambda function: the folder below `functions/` that holds its `handler.ts`. */
export const FUNCTIONS = {
  "embed-load": "embed/load",
  "embed-configurations": "embed/configurations",
  "embed-events": "embed/events",
  "embed-diagnose": "embed/diagnose",
  preflight: "embed/preflight",
  tokens: "management/tokens",
  "token-checks": "management/token-checks",
  embeds: "management/embeds",
  "service-accounts": "management/service-accounts",
  members: "management/members",
  invitations: "management/members/invitations",
  services: "management/services",
  "gateway-configurations": "management/gateway-configurations",
  applications: "management/applications",
  "service-management": "service-management",
  configurators: "management/configurators",
  configurations: "management/configurations",
  quotes: "quotes",
  uploads: "uploads",
  workspace: "management/workspace",
  webhooks: "management/webhooks",
  "audit-events": "management/audit-events",
  analytics: "management/analytics",
  usage: "management/usage",
  billing: "management/billing",
  meta: "meta",
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

export const MANAGEMENT = ["private", "session"] as const;

// What the entries of one area have in common.

export const embed = (capability: Capability, effect: Effect) =>
  ({ credentials: ["public"], capability, effect }) as const;
export const account = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "account_management", effect, minimumRole }) as const;
export const configurator = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "configurator", effect, minimumRole }) as const;
/** Account management of services and of what belongs to them. */
export const service = (effect: Effect, minimumRole: Role) =>
  ({ ...account(effect, minimumRole), byService: true }) as const;
/** What has been counted; of services, what the caller may see. */
export const analytics = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "analytics", effect, minimumRole, byService: true }) as const;
/** What use costs. */
export const billing = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "billing", effect, minimumRole, byService: true }) as const;
/** The Service Management API: opened by the service's own token, and by nothing else. */
export const serviceManagement = (effect: Effect) => ({ credentials: ["service"], effect }) as const;

export function routeKey(operation: Pick<Operation, "method" | "path">): string {
  return `${operation.method} ${operation.path}`;
}
