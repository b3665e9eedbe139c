import { randomUUID } from "node:crypto";
import { askToRegister } from "../sign-up.ts";
import { type Guide, idOf, once } from "./guide.ts";

/** Members, invitations and service accounts. */
export async function visitPeople(guide: Guide): Promise<void> {
  await visitMembers(guide);
  await visitServiceAccounts(guide);
}

async function visitMembers({ test: { demo, platform }, manage, call }: Guide): Promise<void> {
  const person = { email: "tour@demo.example", subject: randomUUID() };
  const invitation = { status: 201, body: { email: person.email, role: "viewer" }, headers: once() };
  const path = { memberId: idOf(await manage("inviteMember", invitation)) };
  await manage("inviteMember", invitation);
  await manage("inviteMember", { ...invitation, status: 409, headers: once() });
  await manage("renewInvitation", { status: 200, path });
  const uninvited = await manage("inviteMember", { status: 201, body: { email: "not@demo.example", role: "viewer" } });
  await manage("removeMember", { status: 204, path: { memberId: idOf(uninvited) } });
  await askToRegister(platform, person.email);
  const idToken = platform.issuer.issueIdToken(person);
  await call("listSignInWorkspaces", { status: 200, body: { idToken } });
  const acceptance = { workspaceId: demo.workspaceId, idToken };
  await call("acceptInvitation", { status: 200, body: acceptance });
  await call("acceptInvitation", { status: 200, body: acceptance });
  await call("listSignInWorkspaces", { status: 200, body: { idToken } });
  await manage("listMembers", { status: 200 });
  await manage("listMembers", { status: 200, query: "?state=active&role=viewer&text=tour" });
  await manage("getMember", { status: 200, path });
  await manage("updateMember", { status: 200, path, body: { role: "team_member", services: [] } });
  await manage("suspendMember", { status: 200, path });
  await manage("reinstateMember", { status: 200, path });
  await manage("removeMember", { status: 204, path });
  await manage("getGrantableRights", { status: 200 });

  // Who owns a token stays, and so does the last owner.
  const owner = await manage("listMembers", { status: 200, query: "?role=owner" });
  const ownerPath = { memberId: idOf(firstOf(owner.json)) };
  await manage("removeMember", { status: 409, path: ownerPath });
  await manage("suspendMember", { status: 409, path: ownerPath });
}

async function visitServiceAccounts({ manage }: Guide): Promise<void> {
  const name = "tour-account";
  const keyed = { status: 201, body: { name }, headers: once() };
  await manage("createServiceAccount", keyed);
  await manage("createServiceAccount", keyed);
  await manage("listServiceAccounts", { status: 200 });
  const path = { serviceAccountId: name };
  await manage("getServiceAccount", { status: 200, path });
  await manage("updateServiceAccount", { status: 200, path, body: { description: "x", role: "viewer" } });
  await manage("disableServiceAccount", { status: 200, path });
  await manage("enableServiceAccount", { status: 200, path });
  await manage("deleteServiceAccount", { status: 204, path });
}

/** The first item of a list. */
function firstOf(page: unknown): { readonly json: unknown } {
  const items: unknown = typeof page === "object" && page !== null ? Reflect.get(page, "items") : undefined;
  if (!Array.isArray(items) || items.length === 0) throw new Error("the list is empty");
  return { json: items[0] };
}
