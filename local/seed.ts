import { createDemoConfigurator } from "../demo/product.ts";
import { API_FAMILIES, CAPABILITIES } from "../functions/domain/rights.ts";
import { ApiError, type Client, createClient, isLatchkeyError } from "../sdk/src/index.ts";
import type { Demo, SignedInMember } from "./demo.ts";
import type { LocalIssuer } from "./issuer/issuer.ts";
import { DEMO_OWNER } from "./issuer/members.ts";

export interface SeedOptions {
  readonly baseUrl: string;
  readonly shopUrl: string;
  readonly consoleUrl: string;
  readonly workspaceId: string;
  readonly issuer: LocalIssuer;
  /** What an earlier start left; used again as far as it still works. */
  readonly earlier: Demo | undefined;
}

const SERVICE_ACCOUNT = "demo-shop";

/**
 * Fills the workspace with the demo, through the API and with the rights of its owner's session, as a person would. What is
 * there already stays.
 *
 * @throws LatchkeyError when the API refuses
 */
export async function seedDemo(options: SeedOptions): Promise<Demo> {
  const { baseUrl, shopUrl, consoleUrl, workspaceId, issuer } = options;
  const owner = createClient({ baseUrl, workspaceId, token: () => issuer.issueAccessToken(DEMO_OWNER) });
  const kept = await reuse(options);
  const created = kept ?? (await create(owner, options));
  return { baseUrl, shopUrl, consoleUrl, workspaceId, ...created, members: await findMembers(options) };
}

type Seeded = Pick<Demo, "ownerToken" | "publicToken" | "publicTokenId" | "configuratorId" | "serviceAccount">;

/** @returns undefined when any part is gone: somebody may have revoked a token or deleted the configurator */
async function reuse({ baseUrl, shopUrl, workspaceId, earlier }: SeedOptions): Promise<Seeded | undefined> {
  if (earlier?.workspaceId !== workspaceId) return undefined;
  const { ownerToken, publicToken, publicTokenId, configuratorId, serviceAccount } = earlier;
  const client = createClient({ baseUrl, token: ownerToken });
  try {
    const token = await client.tokens.get(publicTokenId);
    const configurator = await client.configurators.get(configuratorId);
    if (token.status !== "active" || configurator.publishedVersion === null) return undefined;
    // The shop may have moved to another port.
    if (!token.domains.includes(shopUrl)) await client.tokens.update(token.id, { domains: [shopUrl] });
    return { ownerToken, publicToken, publicTokenId, configuratorId, serviceAccount };
  } catch (error) {
    if (isLatchkeyError(error) && [401, 403, 404].includes(error.status ?? 0)) return undefined;
    throw error;
  }
}

async function create(owner: Client, { shopUrl, workspaceId, issuer }: SeedOptions): Promise<Seeded> {
  // The deployment has invited them; this is their first sign-in.
  await owner.members.acceptInvitation({ workspaceId, idToken: issuer.issueIdToken(DEMO_OWNER) });
  await createServiceAccount(owner);
  await inviteMembers(owner, workspaceId, issuer);
  const [ownerToken, configuratorId] = await Promise.all([issueOwnerToken(owner), publishConfigurator(owner)]);
  const { id: publicTokenId, token } = await owner.tokens.create({
    kind: "public",
    label: "Demo shop",
    owner: { type: "service_account", id: SERVICE_ACCOUNT },
    scopes: [...CAPABILITIES],
    domains: [shopUrl],
  });
  const publicToken = required(token);
  return { ownerToken, publicToken, publicTokenId, configuratorId, serviceAccount: SERVICE_ACCOUNT };
}

async function createServiceAccount(owner: Client): Promise<void> {
  try {
    await owner.serviceAccounts.create({ name: SERVICE_ACCOUNT, description: "Owns the demo shop's public token" });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
}

/** One member per role beside the owner, each of whom accepts with their first sign-in. */
async function inviteMembers(owner: Client, workspaceId: string, issuer: LocalIssuer): Promise<void> {
  for (const member of issuer.members) {
    if (member.subject === DEMO_OWNER.subject) continue;
    try {
      await owner.members.invite({ email: member.email, role: member.role });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 409)) throw error;
    }
    await owner.members.acceptInvitation({ workspaceId, idToken: issuer.issueIdToken(member) });
  }
}

async function issueOwnerToken(owner: Client): Promise<string> {
  const { token } = await owner.tokens.create({
    kind: "private",
    label: "Demo owner",
    note: "Made by npm start; its value is in demo.json",
    role: "owner",
    scopes: API_FAMILIES.map((family) => `${family}:write` as const),
    services: "all",
  });
  return required(token);
}

async function publishConfigurator(owner: Client): Promise<string> {
  const draft = createDemoConfigurator();
  const label = required(draft.name.en);
  for await (const { id, name, publishedVersion } of owner.configurators.list()) {
    if (name === label && publishedVersion !== null) return id;
  }
  const { id } = await owner.configurators.create({ name: label, draft });
  await owner.configurators.publish(id, { comment: "Made by npm start" });
  return id;
}

/** The issuer's members whom the workspace lets in. */
async function findMembers({ baseUrl, workspaceId, issuer }: SeedOptions): Promise<SignedInMember[]> {
  const found = issuer.members.map(async (member): Promise<SignedInMember[]> => {
    const client = createClient({ baseUrl, workspaceId, token: issuer.issueAccessToken(member) });
    try {
      const { role } = await client.whoami();
      return [{ email: member.email, role: role ?? member.role, subject: member.subject }];
    } catch (error) {
      if (isLatchkeyError(error) && (error.status === 401 || error.status === 403)) return [];
      throw error;
    }
  });
  return (await Promise.all(found)).flat();
}

function required(token: string | null | undefined): string {
  if (token == null) throw new Error("the API issued a token without its value");
  return token;
}
