import { randomUUID } from "node:crypto";
import { type Client, createClient, type InviteMember, type Member } from "../../sdk/src/index.ts";
import type { TestPlatform } from "./test-platform.ts";

/** Somebody who can sign in at the local issuer, whether or not a workspace knows them. */
export interface Person {
  readonly email: string;
  readonly subject: string;
}

export function createPerson(name = "somebody"): Person {
  const subject = randomUUID();
  return { email: `${name}-${subject.slice(0, 8)}@example.com`, subject };
}

/** The SDK with the session of somebody. */
export function sessionOf({ platform }: TestPlatform, person: Pick<Person, "subject">): Client {
  const { baseUrl, workspaceId, issuer } = platform;
  return createClient({ baseUrl, workspaceId, token: issuer.issueAccessToken(person) });
}

/** The session of the demo's member with a role. */
export function sessionWithRole(test: TestPlatform, role: Member["role"]): Client {
  const member = test.demo.members.find((candidate) => candidate.role === role);
  if (member === undefined) throw new Error(`the demo has no ${role}`);
  return sessionOf(test, member);
}

export interface Joined extends Person {
  readonly member: Member;
  readonly session: Client;
}

/** Invites somebody new, with the rights of the demo's owner, and accepts for them. */
export async function join(test: TestPlatform, rights: Omit<InviteMember, "email">): Promise<Joined> {
  const person = createPerson();
  await test.owner.members.invite({ email: person.email, ...rights });
  const { member } = await accept(test, person);
  return { ...person, member, session: sessionOf(test, person) };
}

/** What the console does with the first sign-in of somebody. */
export function accept({ platform, owner }: TestPlatform, person: Person, emailVerified = true) {
  const idToken = platform.issuer.issueIdToken(person, { emailVerified });
  return owner.members.acceptInvitation({ workspaceId: platform.workspaceId, idToken });
}

/** The value of a new private token that belongs to whoever the client is. */
export async function issueToken(
  client: Client,
  more: object = {},
): Promise<{ readonly id: string; readonly value: string }> {
  const { id, token } = await client.tokens.create({
    kind: "private",
    label: "test",
    scopes: ["account_management:read"],
    ...more,
  });
  if (token === null) throw new Error("a new private token came without its value");
  return { id, value: token };
}
