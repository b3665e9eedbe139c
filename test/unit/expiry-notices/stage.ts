import { randomBytes } from "node:crypto";
import type { AttemptOutcome, WebhookEvent } from "../../../functions/domain/webhook.ts";
import { createWebhookSecret } from "../../../functions/domain/webhook-signature.ts";
import { type RunParts, runNotices } from "../../../functions/expiry-notices/run.ts";
import type { ExpiringStoredToken } from "../../../functions/store/notices.ts";
import { putToken, type StoredToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { listDeliveries, type StoredDelivery } from "../../../functions/store/webhook-deliveries.ts";
import { putWebhook, type StoredWebhook } from "../../../functions/store/webhooks.ts";
import type { Post } from "../../../functions/webhook-delivery/receiver.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

export const DAY_MS = 24 * 60 * 60 * 1000;
export const HOUR_MS = 60 * 60 * 1000;
export const START = Date.parse("2026-11-22T12:00:00.000Z");
export const WORKSPACE = "ws_000000000001";

export interface Received {
  readonly url: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly message: { readonly type: WebhookEvent; readonly data: { withinDays?: number; token?: { id: string } } };
}

/** Runs of the notices over a store in memory, with a clock and receivers of the test's own. */
export interface Stage {
  readonly directory: TestDirectory;
  /** What was sent, in order. */
  readonly received: Received[];
  readonly errors: unknown[];
  /** What a receiver does, by address; by default it takes everything. */
  answer: (message: Received) => Promise<AttemptOutcome>;
  now: number;
  run(options?: { readonly timeMs?: number; readonly parts?: Partial<RunParts> }): Promise<void>;
  addToken(changes: Partial<StoredToken> & { readonly endsInMs: number }): Promise<ExpiringStoredToken>;
  addWebhook(changes?: Partial<StoredWebhook>): Promise<StoredWebhook>;
  deliveries(webhook: StoredWebhook): Promise<readonly StoredDelivery[]>;
  stop(): Promise<void>;
}

export const TAKEN: AttemptOutcome = { delivered: true, responseStatus: 200 };
export const REFUSED: AttemptOutcome = { delivered: false, failure: "status_not_2xx", responseStatus: 500 };

let lastId = 0;
const nextId = (prefix: string) => `${prefix}${String(++lastId).padStart(12, "0")}`;

export async function createStage(): Promise<Stage> {
  const directory = await startDirectory();
  const post: Post = async ({ url, headers, body }) => {
    const message: Received = { url, headers, body, id: headers["webhook-id"] ?? "", message: JSON.parse(body) };
    stage.received.push(message);
    return stage.answer(message);
  };
  const write = async (writes: Parameters<typeof transact>[1]) => {
    if (!(await transact(directory.client, writes)).written) throw new Error("not written");
  };
  const stage: Stage = {
    directory,
    received: [],
    errors: [],
    answer: async () => TAKEN,
    now: START,
    run: ({ timeMs = 240_000, parts } = {}) =>
      runNotices(
        {
          directory,
          post,
          // What stands for the encryption: the store holds the secret turned around.
          openSecret: async (_, sealed) => [...sealed].reverse().join(""),
          randomBytes,
          now: () => stage.now,
          logger: { info: () => {}, error: (...line) => void stage.errors.push(line) },
          ...parts,
        },
        stage.now + timeMs,
      ),
    async addToken({ endsInMs, ...changes }) {
      const at = new Date(stage.now - 400 * DAY_MS).toISOString();
      const token: ExpiringStoredToken = {
        id: nextId("lks_"),
        workspaceId: WORKSPACE,
        kind: "private",
        label: "a token of a test",
        digest: "digest",
        state: "active",
        issuedAt: at,
        role: "viewer",
        scopes: ["billing:read"],
        services: "all",
        ownerType: "service_account",
        ownerId: "web-shop",
        ownerName: "web-shop",
        domains: [],
        createdAt: at,
        createdBy: "mem_000000000001",
        createdByOwner: { type: "member", id: "mem_000000000001" },
        updatedAt: at,
        revision: 1,
        ...changes,
        expiresAt: new Date(stage.now + endsInMs).toISOString(),
      };
      await write([putToken(directory, token)]);
      return token;
    },
    async addWebhook(changes = {}) {
      const id = nextId("whk_");
      const webhook: StoredWebhook = {
        id,
        workspaceId: WORKSPACE,
        url: `https://receiver.example/${id}`,
        events: ["token.expiring"],
        enabled: true,
        sealedSecret: [...createWebhookSecret(randomBytes)].reverse().join(""),
        secretId: "first",
        createdAt: new Date(stage.now).toISOString(),
        createdBy: "mem_000000000001",
        updatedAt: new Date(stage.now).toISOString(),
        revision: 1,
        ...changes,
      };
      await write(putWebhook(directory, webhook));
      return webhook;
    },
    async deliveries({ workspaceId, id }) {
      const page = await listDeliveries(directory, { workspaceId, webhookId: id, limit: 100, cursor: undefined });
      return page?.items ?? [];
    },
    stop: () => directory.stop(),
  };
  return stage;
}
