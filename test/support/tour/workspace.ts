import type { TestPlatform } from "../test-platform.ts";
import { type Guide, once } from "./guide.ts";

/** The workspace, and who is asking. */
export async function visitWorkspace({ test, call, manage }: Guide): Promise<void> {
  await manage("whoami", { status: 200 });
  await manage("getWorkspace", { status: 200 });
  await manage("updateWorkspace", { status: 200, body: { name: "Tour" } });
  const session = await test.platform.issuer.issueAccessToken(ownerOf(test));
  const headers = { "latchkey-workspace": test.demo.workspaceId };
  await call("whoami", { status: 200, token: session, headers });
  const making = { status: 201, token: session, body: { name: "Toured" }, headers: { ...headers, ...once() } };
  await call("createWorkspace", making);
  await call("createWorkspace", making);
}

function ownerOf({ platform }: TestPlatform) {
  const owner = platform.issuer.members.find(({ role }) => role === "owner");
  if (owner === undefined) throw new Error("the issuer has no owner");
  return owner;
}
