import { randomUUID } from "node:crypto";
import { type Guide, idOf } from "./guide.ts";

/** Tokens with limits so low that each use of them is written down, and what else is noted of a token that is used. */
export async function visitLimits(guide: Guide): Promise<void> {
  await visitPrivate(guide);
  await visitPublic(guide);
}

const LIMITS = { requestsPerDay: 10 };

async function visitPrivate({ call, manage }: Guide): Promise<void> {
  const body = {
    kind: "private",
    label: "limited",
    role: "viewer",
    scopes: ["account_management:read"],
    limits: LIMITS,
  };
  const created = await manage("createToken", { status: 201, body });
  const token = idOf(created, "token");
  await call("whoami", { status: 200, token });
  // A secret in a URL is refused, and its owner is warned.
  await call("whoami", { status: 403, query: `?access_token=${token}` });
  await manage("rotateToken", { status: 200, path: { tokenId: idOf(created) }, body: { graceSeconds: 60 } });
  // The secret before the rotation.
  await call("whoami", { status: 200, token });
}

async function visitPublic({ test: { demo }, call, manage }: Guide): Promise<void> {
  const { configuratorId, shopUrl: origin } = demo;
  const owner = { type: "service_account", id: demo.serviceAccount };
  const body = { kind: "public", label: "limited page", owner, domains: [origin], limits: LIMITS };
  const query = `?access_token=${idOf(await manage("createToken", { status: 201, body }), "token")}`;
  const event = { id: randomUUID(), name: "load", configuratorId, occurredAt: new Date().toISOString() };
  await call("loadConfigurator", { status: 200, origin, query, path: { configuratorId } });
  await call("saveConfiguration", { status: 201, origin, query, body: { configuratorId, values: {} } });
  await call("trackEvents", { status: 200, origin, query, body: { events: [event] } });
}
