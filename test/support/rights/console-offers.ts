import type { Role } from "../../../functions/domain/rights.ts";

/** One thing that a page offers, what it asks of the API, and the lowest role that may. */
export interface Offer {
  /** Name of the button, or of the entry of a row's menu. */
  readonly name: string;
  readonly lowest: Role;
  /** The request behind it. Without one it only leads somewhere or copies. */
  readonly request?: readonly [method: string, path: string, body?: object];
}

/** A page of the console, or a part of one. */
export interface Surface {
  /** Its address in the workspace. */
  readonly page: string;
  readonly buttons: readonly Offer[];
  /** What stands there once its buttons do, on a page without rows. */
  readonly settled?: RegExp;
  /** By the name of the row: all of its menu, in order. */
  readonly menus: Readonly<Record<string, readonly Offer[]>>;
}

/** Things of a workspace that the pages show, one for each state that has a menu of its own. */
export interface Shown {
  readonly token: string;
  readonly disabledToken: string;
  readonly revokedToken: string;
  readonly member: { readonly id: string; readonly email: string };
  readonly suspended: { readonly id: string; readonly email: string };
  readonly invited: { readonly id: string; readonly email: string };
  readonly service: string;
  readonly disabledService: string;
  readonly application: string;
  readonly suspendedApplication: string;
}

const VIEWER = "viewer";
const TEAM = "team_member";
const MANAGER = "workspace_manager";
const ADMIN = "administrator";
const HISTORY = ["GET", "/v1/audit-events"] as const;
const AT_ONCE = { graceSeconds: 0 };

/** The table of the access tokens page, written from docs/rights.md by hand. */
export function tokenSurfaces({ token, disabledToken, revokedToken }: Shown): readonly Surface[] {
  const managed = (id: string, state: Offer): readonly Offer[] => [
    { name: "Open", lowest: VIEWER },
    { name: "Copy token id", lowest: VIEWER },
    { name: "Edit", lowest: MANAGER, request: ["PATCH", `/v1/tokens/${id}`, { note: "Changed" }] },
    { name: "Rotate", lowest: MANAGER, request: ["POST", `/v1/tokens/${id}/rotate`, AT_ONCE] },
    state,
    { name: "Reassign", lowest: MANAGER, request: ["POST", `/v1/tokens/${id}/reassign`, OTHER_ACCOUNT] },
    { name: "Revoke", lowest: ADMIN, request: ["DELETE", `/v1/tokens/${id}`] },
  ];
  return [
    {
      page: "access-tokens",
      buttons: [
        {
          name: "Add token",
          lowest: MANAGER,
          request: ["POST", "/v1/tokens", { kind: "private", label: "Forced", scopes: ["analytics:read"] }],
        },
      ],
      menus: {
        "Looked at": managed(token, {
          name: "Disable",
          lowest: ADMIN,
          request: ["POST", `/v1/tokens/${token}/disable`],
        }),
        "Switched off": managed(disabledToken, {
          name: "Enable",
          lowest: ADMIN,
          request: ["POST", `/v1/tokens/${disabledToken}/enable`],
        }),
        "Done with": [
          { name: "Open", lowest: VIEWER },
          { name: "Copy token id", lowest: VIEWER },
          { name: "Remove", lowest: ADMIN, request: ["POST", `/v1/tokens/${revokedToken}/purge`] },
        ],
      },
    },
  ];
}
const OTHER_ACCOUNT = { owner: { type: "service_account", id: "Other-account" } };

/** The table of members, service accounts, services and applications, written from docs/rights.md by hand. */
export function otherSurfaces(shown: Shown): readonly Surface[] {
  return [memberSurface(shown), ACCOUNT_SURFACE, ...serviceSurfaces(shown), ...COUNTED_SURFACES];
}

/** What is counted is for everybody who has the scope. */
const COUNTED_SURFACES: readonly Surface[] = [
  { page: "analytics", buttons: [{ name: "Export", lowest: VIEWER }], settled: /days of UTC/, menus: {} },
  { page: "usage", buttons: [{ name: "Download CSV", lowest: VIEWER }], settled: /days of UTC/, menus: {} },
];

function memberSurface({ member, suspended, invited }: Shown): Surface {
  const edit = (id: string): Offer => ({
    name: "Edit rights",
    lowest: ADMIN,
    request: ["PATCH", `/v1/members/${id}`, { scopes: [] }],
  });
  const remove = (id: string, name = "Remove"): Offer => ({
    name,
    lowest: ADMIN,
    request: ["DELETE", `/v1/members/${id}`],
  });
  const joined: readonly Offer[] = [
    { name: "Show their tokens", lowest: VIEWER },
    { name: "What they did", lowest: ADMIN, request: HISTORY },
    { name: "Changes to them", lowest: ADMIN, request: HISTORY },
  ];
  return {
    page: "members",
    buttons: [
      {
        name: "Invite a member",
        lowest: ADMIN,
        request: ["POST", "/v1/members", { email: "forced@example.com", role: "viewer" }],
      },
    ],
    menus: {
      [member.email]: [
        edit(member.id),
        ...joined,
        { name: "Suspend", lowest: ADMIN, request: ["POST", `/v1/members/${member.id}/suspend`] },
        remove(member.id),
      ],
      [suspended.email]: [
        edit(suspended.id),
        ...joined,
        { name: "Reinstate", lowest: ADMIN, request: ["POST", `/v1/members/${suspended.id}/reinstate`] },
        remove(suspended.id),
      ],
      [invited.email]: [
        { name: "How they join", lowest: ADMIN },
        {
          name: "Renew the invitation",
          lowest: ADMIN,
          request: ["POST", `/v1/members/${invited.id}/renew-invitation`],
        },
        edit(invited.id),
        { name: "Changes to them", lowest: ADMIN, request: HISTORY },
        remove(invited.id, "Take the invitation back"),
      ],
    },
  };
}

const accountMenu = (name: string, state: "Disable" | "Enable"): readonly Offer[] => [
  { name: "Edit", lowest: MANAGER, request: ["PATCH", `/v1/service-accounts/${name}`, { description: "Changed" }] },
  { name: "Show its tokens", lowest: VIEWER },
  { name: "Changes to it", lowest: ADMIN, request: HISTORY },
  { name: state, lowest: ADMIN, request: ["POST", `/v1/service-accounts/${name}/${state.toLowerCase()}`] },
  { name: "Delete", lowest: ADMIN, request: ["DELETE", `/v1/service-accounts/${name}`] },
];
const ACCOUNT_SURFACE: Surface = {
  page: "service-accounts",
  buttons: [
    {
      name: "Add new service account",
      lowest: MANAGER,
      request: ["POST", "/v1/service-accounts", { name: "Forced", role: "viewer", scopes: [] }],
    },
  ],
  menus: {
    "Other-account": accountMenu("Other-account", "Disable"),
    "Stopped-account": accountMenu("Stopped-account", "Enable"),
  },
};

function serviceSurfaces({ service, disabledService, application, suspendedApplication }: Shown): readonly Surface[] {
  const serviceMenu = (id: string, state: "Disable" | "Enable"): readonly Offer[] => [
    { name: "Open", lowest: VIEWER },
    { name: "Edit", lowest: MANAGER, request: ["PATCH", `/v1/services/${id}`, { name: "Changed" }] },
    { name: "Changes to it", lowest: ADMIN, request: HISTORY },
    { name: state, lowest: ADMIN, request: ["POST", `/v1/services/${id}/${state.toLowerCase()}`] },
    { name: "Delete", lowest: ADMIN, request: ["DELETE", `/v1/services/${id}`] },
  ];
  const applicationMenu = (id: string, state: "Suspend" | "Resume"): readonly Offer[] => [
    { name: "Usage", lowest: VIEWER },
    { name: "Edit and set limits", lowest: MANAGER, request: ["PATCH", `/v1/applications/${id}`, { name: "Changed" }] },
    { name: "Rotate key", lowest: MANAGER, request: ["POST", `/v1/applications/${id}/rotate-key`, AT_ONCE] },
    { name: "Changes to it", lowest: ADMIN, request: HISTORY },
    { name: state, lowest: MANAGER, request: ["POST", `/v1/applications/${id}/${state.toLowerCase()}`] },
    { name: "Delete", lowest: ADMIN, request: ["DELETE", `/v1/applications/${id}`] },
  ];
  return [
    {
      page: "services",
      buttons: [{ name: "Create service", lowest: MANAGER, request: ["POST", "/v1/services", { name: "Forced" }] }],
      menus: { Running: serviceMenu(service, "Disable"), Halted: serviceMenu(disabledService, "Enable") },
    },
    {
      page: `services/${service}`,
      buttons: [
        { name: "Reveal", lowest: TEAM, request: ["POST", `/v1/services/${service}/token/reveal`] },
        { name: "Rotate", lowest: MANAGER, request: ["POST", `/v1/services/${service}/token/rotate`, AT_ONCE] },
      ],
      menus: {},
    },
    {
      page: `services/${service}?tab=applications`,
      buttons: [
        {
          name: "Create application",
          lowest: MANAGER,
          request: ["POST", "/v1/applications", { serviceId: service, name: "Forced" }],
        },
      ],
      menus: {
        Caller: applicationMenu(application, "Suspend"),
        Pausing: applicationMenu(suspendedApplication, "Resume"),
      },
    },
  ];
}
