import { type Guide, idOf } from "./guide.ts";

/** A token with a limit so low that each use of it is written down. */
export async function visitLimits({ call, manage }: Guide): Promise<void> {
  const limits = { requestsPerDay: 10 };
  const body = { kind: "private", label: "limited", role: "viewer", scopes: ["account_management:read"], limits };
  const created = await manage("createToken", { status: 201, body });
  await call("whoami", { status: 200, token: idOf(created, "token") });
}
