import type { Guide } from "./guide.ts";

/** What needs no credential. */
export async function visitOpen({ test: { demo }, call }: Guide): Promise<void> {
  await call("getHealth", { status: 200 });
  await call("getOpenApi", { status: 200 });
  await call("getDeployment", { status: 200 });
  await call("getErrorPage", { status: 200, path: { code: "not_found" } });
  await call("preflight", { status: 204, origin: demo.shopUrl, path: { "proxy+": "v1/tokens" } });
  await call("diagnoseToken", { status: 200, origin: demo.shopUrl, body: { token: demo.publicToken } });
}
