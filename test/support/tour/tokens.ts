import { type Guide, idOf, once } from "./guide.ts";

/** Tokens, and the service account that owns one. */
export async function visitTokens({ test: { demo }, manage }: Guide): Promise<void> {
  const name = "tour-owner";
  await manage("createServiceAccount", { status: 201, body: { name } });
  const created = await manage("createToken", {
    status: 201,
    headers: once(),
    body: { kind: "private", label: "tour", role: "viewer", scopes: ["account_management:read"] },
  });
  const path = { tokenId: idOf(created) };
  await manage("listTokens", { status: 200 });
  await manage("listTokens", { status: 200, query: `?ownerType=service_account&ownerId=${demo.serviceAccount}` });
  await manage("listTokens", { status: 200, query: "?kind=private&status=active" });
  await manage("listTokens", { status: 200, query: "?expiresWithinDays=30" });
  await manage("listTokens", { status: 200, query: "?unusedForDays=90" });
  await manage("summarizeTokens", { status: 200 });
  await manage("getToken", { status: 200, path });
  await manage("updateToken", { status: 200, path, body: { label: "toured" } });
  await manage("disableToken", { status: 200, path });
  await manage("enableToken", { status: 200, path });
  await manage("rotateToken", { status: 200, path, body: { graceSeconds: 60 }, headers: once() });
  await manage("extendRotation", { status: 200, path, body: { graceSeconds: 3600 } });
  await manage("finishRotation", { status: 200, path });
  await manage("reassignToken", { status: 200, path, body: { owner: { type: "service_account", id: name } } });
  await manage("deleteServiceAccount", { status: 409, path: { serviceAccountId: name } });
  await manage("getRevocation", { status: 409, path });
  await manage("purgeToken", { status: 409, path });
  await manage("changeTokens", { status: 200, body: { action: "disable", tokenIds: [path.tokenId] } });
  await manage("revokeToken", { status: 200, path });
  await manage("getRevocation", { status: 200, path });
  await manage("purgeToken", { status: 204, path });
  await manage("deleteServiceAccount", { status: 204, path: { serviceAccountId: name } });
}
