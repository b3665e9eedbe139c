import { type Body, idIn, keysOf, type MakePlan, pickKey, pickRights, type Setting, textIn } from "./plans.ts";
import { EVERYTHING, holds, type Owner, standingOf, withOwner } from "./world.ts";

/** Tokens that stand in the way of removing their owner. */
function ownsTokens({ world }: Setting, key: string): boolean {
  return Object.values(world.tokens).some(({ owner, state }) => owner === key && state !== "revoked");
}

function get({ world }: Setting, key: string | undefined): Owner | undefined {
  return key === undefined ? undefined : world.owners[key];
}

const invite: MakePlan = (setting) => {
  const { world, random, people } = setting;
  const taken = Object.values(world.owners).map(({ person }) => person);
  const free = people.filter(({ subject }) => !taken.includes(subject));
  const rights = pickRights(setting);
  if (free.length === 0 || rights === undefined) return undefined;
  const { subject, email } = random.pick(free);
  return {
    name: `invite ${email} ${JSON.stringify(rights)}`,
    method: "POST",
    path: "/v1/members",
    body: { email, ...rights },
    isAllowed: true,
    apply: (answer) =>
      withOwner(world, `member:${textIn(answer, "id")}`, { ...rights, state: "invited", person: subject }),
  };
};

const accept =
  (workspaceId: string): MakePlan =>
  (setting) => {
    const { world, random, people } = setting;
    const invited = keysOf(world, "member").filter((key) => world.owners[key]?.state === "invited");
    if (invited.length === 0) return undefined;
    const key = random.pick(invited);
    const owner = get(setting, key);
    const person = people.find(({ subject }) => subject === owner?.person);
    if (owner === undefined || person === undefined) return undefined;
    return {
      name: `${key} accepts`,
      method: "POST",
      path: "/v1/invitations/accept",
      body: { workspaceId, idToken: person.idToken() },
      isAllowed: true,
      apply: () => withOwner(world, key, { ...owner, state: "active" }),
    };
  };

/** Members and service accounts are lowered and raised alike, by the owner or by anybody who tries. */
function change(type: "member" | "service_account", path: string, lowestRole: string): MakePlan {
  return (setting) => {
    const { world, random, askers, nowMs } = setting;
    const key = pickKey(setting, type);
    const owner = get(setting, key);
    const rights = pickRights(setting);
    if (key === undefined || owner === undefined || rights === undefined) return undefined;
    const asker = random.chance(0.4) && askers.length > 0 ? random.pick(askers) : undefined;
    const standing = asker === undefined ? { kind: "private", ...EVERYTHING } : standingOf(world, asker, nowMs);
    const isAllowed =
      standing !== undefined &&
      (standing.kind === "private" || standing.kind === "session") &&
      holds(standing, { role: lowestRole, scopes: ["account_management:write"], services: [] }) &&
      holds(standing, owner) &&
      holds(standing, rights);
    return {
      name: `change ${key} to ${JSON.stringify(rights)}`,
      method: "PATCH",
      path: `${path}/${idIn(key)}`,
      body: rights,
      ...(asker !== undefined && { asker }),
      isAllowed,
      apply: () => withOwner(world, key, { ...owner, ...rights }),
    };
  };
}

function setState(
  type: "member" | "service_account" | "service",
  path: string,
  action: string,
  state: string,
): MakePlan {
  return (setting) => {
    const key = pickKey(setting, type);
    const owner = get(setting, key);
    if (key === undefined || owner === undefined || owner.state === "invited") return undefined;
    return {
      name: `${action} ${key}`,
      method: "POST",
      path: `${path}/${idIn(key)}/${action}`,
      isAllowed: true,
      apply: () => withOwner(setting.world, key, { ...owner, state }),
    };
  };
}

function remove(type: "member" | "service_account", path: string): MakePlan {
  return (setting) => {
    const key = pickKey(setting, type);
    if (key === undefined) return undefined;
    return {
      name: `remove ${key}`,
      method: "DELETE",
      path: `${path}/${idIn(key)}`,
      isAllowed: !ownsTokens(setting, key),
      apply: () => withOwner(setting.world, key, undefined),
    };
  };
}

const createAccount: MakePlan = (setting) => {
  const { world, random } = setting;
  const rights = pickRights(setting);
  if (rights === undefined || keysOf(world, "service_account").length > 4) return undefined;
  const name = `history-${random.below(1e9)}`;
  return {
    name: `create service account ${name} ${JSON.stringify(rights)}`,
    method: "POST",
    path: "/v1/service-accounts",
    body: { name, ...rights },
    isAllowed: true,
    apply: () => withOwner(world, `service_account:${name}`, { ...rights, state: "active" }),
  };
};

const createService: MakePlan = ({ world, random }) => {
  if (keysOf(world, "service").length > 3) return undefined;
  const name = `history ${random.below(1e9)}`;
  return {
    name: `create service ${name}`,
    method: "POST",
    path: "/v1/services",
    body: { name },
    isAllowed: true,
    apply: (answer) => addService(world, answer),
  };
};

function addService(world: Setting["world"], answer: Body): Setting["world"] {
  const key = `service:${textIn(answer, "id")}`;
  const rights = { role: "", scopes: [], services: [idIn(key)] };
  const { tokens } = world;
  return {
    ...withOwner(world, key, { ...rights, state: "active" }),
    tokens: {
      ...tokens,
      [textIn(answer, "tokenId")]: {
        ...rights,
        kind: "service",
        owner: key,
        state: "active",
        secrets: [{ value: textIn(answer, "token") }],
        createdBy: "",
      },
    },
  };
}

const removeService: MakePlan = (setting) => {
  const key = pickKey(setting, "service");
  if (key === undefined) return undefined;
  return {
    name: `remove ${key}`,
    method: "DELETE",
    path: `/v1/services/${idIn(key)}`,
    isAllowed: true,
    apply: () => withOwner(setting.world, key, undefined),
  };
};

const ACCOUNTS = "/v1/service-accounts";

/** What happens to members, service accounts and services. A plan that stands here twice is made twice as often. */
export const ownerPlans = (workspaceId: string): readonly MakePlan[] => [
  invite,
  accept(workspaceId),
  accept(workspaceId),
  change("member", "/v1/members", "administrator"),
  change("member", "/v1/members", "administrator"),
  change("service_account", ACCOUNTS, "workspace_manager"),
  change("service_account", ACCOUNTS, "workspace_manager"),
  setState("member", "/v1/members", "suspend", "suspended"),
  setState("member", "/v1/members", "reinstate", "active"),
  setState("member", "/v1/members", "reinstate", "active"),
  setState("service_account", ACCOUNTS, "disable", "disabled"),
  setState("service_account", ACCOUNTS, "enable", "active"),
  setState("service_account", ACCOUNTS, "enable", "active"),
  setState("service", "/v1/services", "disable", "disabled"),
  setState("service", "/v1/services", "enable", "active"),
  remove("member", "/v1/members"),
  remove("service_account", ACCOUNTS),
  createAccount,
  createAccount,
  createService,
  createService,
  removeService,
];
