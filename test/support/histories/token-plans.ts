import { type Body, idIn, type MakePlan, type Plan, pickKey, pickRights, type Setting, textIn } from "./plans.ts";
import { type Asker, holds, type Rights, standingOf, type Token, type World, withToken } from "./world.ts";

const WRITE_TOKENS = { scopes: ["account_management:write"], services: [] };

/** One of the tokens that somebody manages: a service's token is managed with its service. */
function pickToken({ world, random }: Setting): readonly [id: string, token: Token] | undefined {
  const tokens = Object.entries(world.tokens).filter(([, { kind }]) => kind !== "service");
  if (tokens.length === 0) return undefined;
  // Now and then an old one, which may be revoked.
  return random.pick(random.chance(0.8) ? tokens.slice(-12) : tokens);
}

/** What a token becomes with the value that an answer shows. */
function issued(world: World, answer: Body, token: Omit<Token, "secrets" | "state">): World {
  return withToken(world, textIn(answer, "id"), {
    ...token,
    state: "active",
    secrets: [{ value: textIn(answer, "token") }],
  });
}

/** Somebody issues a private token: the owner of the workspace, or anybody who tries. */
const createPrivate: MakePlan = (setting) => {
  const { world, random, askers, nowMs } = setting;
  const ownerKey = pickKey(setting, "service_account");
  const owner = ownerKey === undefined ? undefined : world.owners[ownerKey];
  if (ownerKey === undefined || owner === undefined) return undefined;
  const asker = random.chance(0.5) && askers.length > 0 ? random.pick(askers) : undefined;
  const isTooMuch = random.chance(0.2);
  const rights = pickRights(setting, isTooMuch ? undefined : owner, 1);
  if (rights === undefined) return undefined;
  const isTemporary = random.chance(0.3);
  // One that ends cannot make one that lasts: who asks with such a token asks for one that ends as soon.
  const ending = asker !== undefined && "tokenId" in asker ? world.tokens[asker.tokenId]?.expiresAtMs : undefined;
  const expiresAtMs = isTemporary ? Math.min(nowMs + 1000 + random.below(2000), ending ?? Infinity) : ending;
  return {
    name: `create a private token of ${ownerKey} ${JSON.stringify(rights)} until ${expiresAtMs ?? "ever"}`,
    method: "POST",
    path: "/v1/tokens",
    body: {
      kind: "private",
      label: "history",
      owner: { type: "service_account", id: idIn(ownerKey) },
      ...rights,
      ...(expiresAtMs !== undefined && { expiresAt: new Date(expiresAtMs).toISOString() }),
    },
    ...(asker !== undefined && { asker }),
    isAllowed: mayGive(setting, asker, rights, "workspace_manager") && owner.state === "active" && holds(owner, rights),
    apply: (answer) =>
      issued(world, answer, {
        kind: "private",
        owner: ownerKey,
        ...rights,
        createdBy: idOf(asker),
        ...(expiresAtMs !== undefined && { expiresAtMs }),
      }),
  };
};

/** A member makes a token of their own. */
const createOwn: MakePlan = (setting) => {
  const { world, random } = setting;
  const key = pickKey(setting, "member");
  const member = key === undefined ? undefined : world.owners[key];
  if (key === undefined || member?.person === undefined) return undefined;
  const asker = { person: member.person };
  const rights = pickRights(setting, random.chance(0.2) ? undefined : member, 1);
  if (rights === undefined) return undefined;
  return {
    name: `${key} creates a token ${JSON.stringify(rights)}`,
    method: "POST",
    path: "/v1/tokens",
    body: { kind: "private", label: "history", ...rights },
    asker,
    isAllowed: mayGive(setting, asker, rights, "workspace_manager"),
    apply: (answer) => issued(world, answer, { kind: "private", owner: key, ...rights, createdBy: idOf(asker) }),
  };
};

const createPublic =
  (origin: string): MakePlan =>
  (setting) => {
    const { world, random } = setting;
    const key = pickKey(setting, "service_account");
    if (key === undefined) return undefined;
    const scopes = ["embed:load", random.pick(["embed:save", "embed:resume", "embed:track"])];
    return {
      name: `create a public token of ${key} ${scopes}`,
      method: "POST",
      path: "/v1/tokens",
      body: {
        kind: "public",
        label: "history",
        owner: { type: "service_account", id: idIn(key) },
        scopes,
        domains: [origin],
      },
      isAllowed: world.owners[key]?.state === "active",
      apply: (answer) =>
        issued(world, answer, { kind: "public", owner: key, role: "", scopes, services: "all", createdBy: "" }),
    };
  };

function mayGive(setting: Setting, asker: Asker | undefined, rights: Rights, role: string): boolean {
  if (asker === undefined) return true;
  const standing = standingOf(setting.world, asker, setting.nowMs);
  if (standing?.kind !== "private" && standing?.kind !== "session") return false;
  return holds(standing, { ...WRITE_TOKENS, role }) && holds(standing, rights);
}

function idOf(asker: Asker | undefined): string {
  if (asker === undefined) return "";
  return "person" in asker ? `person:${asker.person}` : asker.tokenId;
}

/** The owner of the workspace changes a token that can still be changed. */
function change(
  name: string,
  plan: (setting: Setting, id: string, token: Token) => (Partial<Plan> & Pick<Plan, "apply">) | undefined,
): MakePlan {
  return (setting) => {
    const [id, token] = pickToken(setting) ?? [];
    if (id === undefined || token === undefined) return undefined;
    const found = plan(setting, id, token);
    if (found === undefined) return undefined;
    const method = found.method ?? "POST";
    const path = method === "POST" ? `/v1/tokens/${id}/${name}` : `/v1/tokens/${id}`;
    const isAllowed = token.state !== "revoked" && (found.isAllowed ?? true);
    return { name: `${name} ${id} ${JSON.stringify(found.body ?? {})}`, ...found, method, path, isAllowed };
  };
}

const update = change("update", (setting, id, token) => {
  const owner = setting.world.owners[token.owner];
  if (token.kind !== "private" || owner === undefined) return undefined;
  const rights = pickRights(setting, setting.random.chance(0.2) ? undefined : owner, 1);
  if (rights === undefined) return undefined;
  return {
    method: "PATCH",
    body: rights,
    isAllowed: holds(owner, rights),
    apply: () => withToken(setting.world, id, { ...token, ...rights }),
  };
});

const reassign = change("reassign", (setting, id, token) => {
  const key = pickKey(setting, "service_account");
  const owner = key === undefined ? undefined : setting.world.owners[key];
  if (key === undefined || owner === undefined || key === token.owner) return undefined;
  return {
    body: { owner: { type: "service_account", id: idIn(key) } },
    isAllowed: owner.state === "active" && (token.kind === "public" || holds(owner, token)),
    apply: () => withToken(setting.world, id, { ...token, owner: key }),
  };
});

const rotate = change("rotate", ({ world, random }, id, token) => {
  const graceSeconds = random.pick([0, 1, 2, 600]);
  return {
    body: { graceSeconds },
    // A member's secret is nobody else's to have.
    isAllowed: !token.owner.startsWith("member:"),
    apply: (answer) => {
      const former = token.secrets.at(-1)?.value ?? "";
      const before =
        graceSeconds === 0
          ? []
          : [{ value: former, untilMs: Date.parse(textIn(answer, "rotation", "previousValidUntil")) }];
      return withToken(world, id, { ...token, secrets: [...before, { value: textIn(answer, "token") }] });
    },
  };
});

const finishRotation = change("finish-rotation", ({ world, nowMs }, id, token) => {
  const [former] = token.secrets.length > 1 ? token.secrets : [];
  // Whether one that ends about now is still running is for the clock to say.
  if (former?.untilMs !== undefined && Math.abs(former.untilMs - nowMs) < 1000) return undefined;
  return {
    isAllowed: former?.untilMs !== undefined && former.untilMs > nowMs,
    apply: () => withToken(world, id, { ...token, secrets: token.secrets.slice(-1) }),
  };
});

const disable = change("disable", ({ world }, id, token) => ({
  apply: () => withToken(world, id, { ...token, state: "disabled" }),
}));

const enable = change("enable", ({ world }, id, token) => ({
  apply: () => withToken(world, id, { ...token, state: "active" }),
}));

/** By the owner of the workspace, or by anybody who tries: administrators stop every token, others what they made or are. */
const revoke: MakePlan = (setting) => {
  const { world, random, askers, nowMs } = setting;
  const [id, token] = pickToken(setting) ?? [];
  if (id === undefined || token === undefined || token.state === "revoked") return undefined;
  const asker = random.chance(0.5) && askers.length > 0 ? random.pick(askers) : undefined;
  const standing = asker && standingOf(world, asker, nowMs);
  const isOwn = asker !== undefined && isOwnToken(world, asker, id, token);
  const role = isOwn ? "viewer" : "administrator";
  const isAllowed =
    asker === undefined ||
    ((standing?.kind === "private" || standing?.kind === "session") && holds(standing, { ...WRITE_TOKENS, role }));
  return {
    name: `revoke ${id}`,
    method: "DELETE",
    path: `/v1/tokens/${id}`,
    ...(asker !== undefined && { asker }),
    isAllowed,
    apply: () => withToken(world, id, { ...token, state: "revoked" }),
  };
};

function isOwnToken({ owners }: World, asker: Asker, id: string, token: Token): boolean {
  if ("tokenId" in asker) return asker.tokenId === id || token.createdBy === asker.tokenId;
  return owners[token.owner]?.person === asker.person || token.createdBy === idOf(asker);
}

/** What happens to tokens. A plan that stands here twice is made twice as often. */
export const tokenPlans = (origin: string): readonly MakePlan[] => [
  createPrivate,
  createPrivate,
  createPrivate,
  createPrivate,
  createOwn,
  createOwn,
  createPublic(origin),
  update,
  update,
  reassign,
  reassign,
  rotate,
  rotate,
  rotate,
  finishRotation,
  disable,
  enable,
  enable,
  revoke,
  revoke,
];
