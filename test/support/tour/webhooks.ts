import { expect } from "vitest";
import { editStoredToken } from "../edit-stored-token.ts";
import { startReceiver } from "../receiver.ts";
import { type Guide, idOf, once } from "./guide.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Webhooks, and one run of what announces tokens that end soon. */
export async function visitWebhooks({ test, manage }: Guide): Promise<void> {
  const receiver = await startReceiver();
  try {
    const body = { url: `${receiver.url}/tour`, events: ["token.expiring"], label: "tour" };
    const keyed = { status: 201, body, headers: once() };
    const webhookId = idOf(await manage("createWebhook", keyed));
    await manage("createWebhook", keyed);
    const path = { webhookId };
    await manage("listWebhooks", { status: 200 });
    await manage("getWebhook", { status: 200, path });
    await manage("updateWebhook", { status: 200, path, body: { enabled: false } });
    await manage("updateWebhook", { status: 200, path, body: { enabled: true } });
    const rotation = { status: 200, path, headers: once() };
    await manage("rotateWebhookSecret", rotation);
    await manage("rotateWebhookSecret", rotation);
    await manage("testWebhook", { status: 200, path });

    const expiresAt = new Date(Date.now() + DAY_MS / 2).toISOString();
    const token = { kind: "private", label: "ends soon", role: "viewer", scopes: ["billing:read"], expiresAt };
    const tokenId = idOf(await manage("createToken", { status: 201, body: token }));
    // Nobody is told of the end of a token that was issued for half a day.
    await editStoredToken(test, tokenId, { createdAt: "2025-01-01T00:00:00.000Z" });
    await test.platform.runSchedule("ExpiryNotices");
    expect(receiver.messages).toHaveLength(2);
    await manage("listWebhookDeliveries", { status: 200, path });
    await manage("revokeToken", { status: 200, path: { tokenId } });
    await manage("deleteWebhook", { status: 204, path });
  } finally {
    await receiver.close();
  }
}
