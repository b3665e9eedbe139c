import type { Guide } from "./guide.ts";

/** The audit trail of what the tour has done so far. */
export async function visitAudit({ manage }: Guide): Promise<void> {
  const account = "tour-audited";
  await manage("createServiceAccount", { status: 201, body: { name: account } });
  await manage("listAuditEvents", { status: 200 });
  await manage("listAuditEvents", { status: 200, query: "?operation=createServiceAccount&from=2026-01-01T00:00:00Z" });
  const about = { status: 200, query: `?targetType=service_account&targetId=${account}` };
  await manage("listAuditEvents", about);
  await manage("exportAuditEvents", { status: 200 });
  await manage("verifyAuditEvents", { status: 200 });
  await manage("verifyAuditEvents", { status: 200, body: { checkpoint: [] } });
  await manage("deleteServiceAccount", { status: 204, path: { serviceAccountId: account } });
}
