import type { DemoMember } from "../../../local/issuer/members.ts";
import type { RequestOptions, TestPlatform } from "../test-platform.ts";
import { createManage, textOf } from "./manage.ts";

/** Somebody of the local issuer who is a member of the demo's workspace. */
export interface SignedIn {
  readonly memberId: string;
  /** How their session travels. */
  readonly request: RequestOptions;
}

/** Who can sign in, apart from the owner who set the workspace up. */
export function listOthers({ platform }: TestPlatform): readonly DemoMember[] {
  return platform.issuer.members.filter(({ role }) => role !== "owner");
}

/** How a session of somebody travels, whether they are a member or not. */
export function sessionOf({ platform, demo }: TestPlatform, person: DemoMember): RequestOptions {
  return {
    token: platform.issuer.issueAccessToken(person, { ttlSeconds: 3600 }),
    headers: { "latchkey-workspace": demo.workspaceId },
  };
}

/** Invites somebody with the rights of a viewer, unless they are a member, and signs them in. */
export async function signIn(test: TestPlatform, person: DemoMember): Promise<SignedIn> {
  const { issuer } = test.platform;
  const { workspaceId } = test.demo;
  const manage = createManage(test);
  const request = sessionOf(test, person);
  const { items } = await manage("GET", `/v1/members?text=${encodeURIComponent(person.email)}`);
  const [known] = Array.isArray(items) ? items : [];
  if (known !== undefined) return { memberId: textOf(known, "id"), request };
  const { id } = await manage("POST", "/v1/members", { email: person.email, role: "viewer" });
  await createManage(test, {})("POST", "/v1/invitations/accept", {
    workspaceId,
    idToken: issuer.issueIdToken(person),
  });
  return { memberId: textOf({ id }, "id"), request };
}
