import { type Guide, idOf, once } from "./guide.ts";

/** What finds out about tokens: their rights, why they are refused, where they are used, what a domain list would allow. */
export async function visitTokenChecks({ test: { demo }, call, manage }: Guide): Promise<void> {
  const created = await manage("createToken", {
    status: 201,
    headers: once(),
    body: {
      kind: "public",
      label: "observed",
      owner: { type: "service_account", id: demo.serviceAccount },
      domains: [demo.shopUrl],
    },
  });
  const [tokenId, value] = [idOf(created), idOf(created, "token")];
  const load = { path: { configuratorId: demo.configuratorId }, query: `?access_token=${value}` };
  await call("loadConfigurator", { status: 200, origin: demo.shopUrl, ...load });
  await call("loadConfigurator", { status: 403, origin: "https://other.example", ...load });
  await manage("listObservedOrigins", { status: 200, path: { tokenId } });
  await manage("verifyToken", { status: 200 });
  await manage("verifyToken", { status: 200, body: { token: value } });
  await manage("explainToken", { status: 200, body: { tokenId, operation: "loadConfigurator", origin: demo.shopUrl } });
  await manage("testDomainPatterns", { status: 200, body: { patterns: ["*.example.com"], origins: [demo.shopUrl] } });
  const diagnosed = { token: value, configuratorId: demo.configuratorId };
  await call("diagnoseToken", { status: 200, origin: demo.shopUrl, body: diagnosed });
  await manage("revokeToken", { status: 200, path: { tokenId } });
}
