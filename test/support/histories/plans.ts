import type { Random } from "./random.ts";
import { type Asker, EVERYTHING, type Rights, ROLES, SCOPES, type World } from "./world.ts";

/** What an operation answered. */
export type Body = Readonly<Record<string, unknown>>;

/** One change that somebody tries to make. */
export interface Plan {
  /** For the story of a failure. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** Absent: the owner of the workspace, who holds everything. */
  readonly asker?: Asker;
  /** What the documents say. */
  readonly isAllowed: boolean;
  /** The world after it was done. */
  readonly apply: (answer: Body) => World;
}

/** What a plan is made from. Undefined when there is nothing to do it with. */
export interface Setting {
  readonly world: World;
  readonly random: Random;
  /** Who can sign in. */
  readonly people: readonly Person[];
  /** Everybody who ever held a credential. */
  readonly askers: readonly Asker[];
  readonly nowMs: number;
}

export interface Person {
  readonly subject: string;
  readonly email: string;
  /** Signed by the issuer, for accepting an invitation. */
  readonly idToken: () => string;
}

export type MakePlan = (setting: Setting) => Plan | undefined;

/** `service_account:robot` -> `robot` */
export const idIn = (key: string): string => key.slice(key.indexOf(":") + 1);

export function keysOf({ owners }: World, type: "member" | "service_account" | "service"): readonly string[] {
  return Object.keys(owners).filter((key) => key.startsWith(`${type}:`));
}

export function pickKey(setting: Setting, type: "member" | "service_account" | "service"): string | undefined {
  const keys = keysOf(setting.world, type);
  return keys.length === 0 ? undefined : setting.random.pick(keys);
}

/** Some of what the holder has. At least one scope when it is for a token. */
export function pickRights({ random, world }: Setting, within: Rights = EVERYTHING, scopesMin = 0): Rights | undefined {
  const covered = SCOPES.filter(
    (scope) => within.scopes.includes(scope) || within.scopes.includes(scope.replace(":read", ":write")),
  );
  if (covered.length < scopesMin) return undefined;
  const scopes = new Set(random.chance(0.4) ? covered : random.some(covered));
  while (scopes.size < scopesMin) scopes.add(random.pick(covered));
  const known = keysOf(world, "service").map(idIn);
  const services = within.services === "all" ? known : within.services;
  return {
    role: ROLES[random.chance(0.4) ? ROLES.indexOf(within.role) : random.below(ROLES.indexOf(within.role) + 1)] ?? "",
    scopes: [...scopes],
    services: within.services === "all" && random.chance(0.5) ? "all" : random.some(services),
  };
}

/** A text member of an answer. */
export function textIn(body: Body, ...names: readonly string[]): string {
  let value: unknown = body;
  for (const name of names) value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof value !== "string") throw new Error(`the answer has no ${names.join(".")}: ${JSON.stringify(body)}`);
  return value;
}
