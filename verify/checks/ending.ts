import { LatchkeyError } from "../../sdk/src/index.ts";
import type { Check } from "../check.ts";
import { assertThat, expectStatus, need, SHOP_ORIGIN } from "../stage.ts";
import { load } from "./embed.ts";

const PAUSE_MS = 1000;
const MARGIN_MS = 5000;
const GRACE_SECONDS = 3600;

/** Rotation, revocation and what remains of them. */
export const ENDING_CHECKS: readonly Check[] = [
  {
    name: "a rotated private token works with both secrets until the rotation is finished, and with none in an address",
    run: async (stage) => {
      const { owner, visit, made } = stage;
      const serviceAccount = need(made.serviceAccount, "service account");
      const first = await owner.tokens.create({
        kind: "private",
        label: `Verification ${stage.runId}, private`,
        owner: { type: "service_account", id: serviceAccount },
        role: "viewer",
        scopes: ["account_management:read"],
      });
      const second = await owner.tokens.rotate(first.id, { graceSeconds: GRACE_SECONDS });
      const [old, recent] = [first.token ?? "", second.token ?? ""];
      assertThat(old !== recent && recent !== "", "the rotation gave no other secret");
      for (const secret of [old, recent]) expectStatus(await visit("/v1/whoami", { bearer: secret }), 200, "a secret");
      await owner.tokens.finishRotation(first.id);
      expectStatus(await visit("/v1/whoami", { bearer: old }), 403, "the secret before");
      expectStatus(await visit("/v1/whoami", { bearer: recent }), 200, "the secret after");
      expectStatus(await visit(`/v1/whoami?access_token=${recent}`), 403, "a secret in the address");
      await owner.tokens.revoke(first.id);
      expectStatus(await visit("/v1/whoami", { bearer: recent }), 403, "the revoked token");
      return undefined;
    },
  },
  {
    name: "a revoked public token loads nothing after the time that the revocation tells",
    run: async (stage) => {
      const { id } = need(stage.made.publicToken, "public token");
      expectStatus(await load(stage, SHOP_ORIGIN), 200, "the load before");
      const { revocation } = await stage.owner.tokens.revoke(id);
      const startMs = Date.now();
      const limitMs = revocation.boundSeconds * 1000 + MARGIN_MS;
      for (;;) {
        const { status } = await load(stage, SHOP_ORIGIN);
        const seconds = Math.round((Date.now() - startMs) / 1000);
        if (status === 403) return `refused after ${seconds} s; told: at most ${revocation.boundSeconds} s`;
        assertThat(Date.now() - startMs < limitMs, `it still loads after ${seconds} s`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
  },
  {
    name: "the audit trail tells of it, and is whole",
    run: async ({ owner, made }) => {
      const { id } = need(made.publicToken, "public token");
      const operations: string[] = [];
      for await (const { operation } of owner.auditEvents.list({ targetType: "token", targetId: id }))
        operations.push(operation);
      for (const operation of ["createToken", "revokeToken"]) {
        assertThat(operations.includes(operation), `the trail of the token has only: ${operations.join(", ")}`);
      }
      const { verified, checked, problems } = await owner.auditEvents.verify();
      assertThat(verified, `problems: ${JSON.stringify(problems)}`);
      return `${checked} events`;
    },
  },
  {
    name: "what the verification made is deleted",
    run: async ({ owner, made }) => {
      const ignoreGone = (error: unknown) => {
        if (!(error instanceof LatchkeyError && error.status === 404)) throw error;
      };
      const { configuratorId } = made;
      if (configuratorId !== undefined) {
        for await (const { shortId } of owner.configurations.list({ configuratorId })) {
          await owner.configurations.delete(shortId).catch(ignoreGone);
        }
        await owner.configurators.delete(configuratorId).catch(ignoreGone);
      }
      if (made.serviceAccount === undefined) return undefined;
      // A check that failed may have left some.
      for await (const { id } of owner.tokens.list({
        ownerType: "service_account",
        ownerId: made.serviceAccount,
        status: "active",
      })) {
        await owner.tokens.revoke(id);
      }
      await owner.serviceAccounts.delete(made.serviceAccount).catch(ignoreGone);
      return undefined;
    },
  },
];
