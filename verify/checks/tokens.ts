import type { Check } from "../check.ts";
import { assertThat, expectStatus, need, publicToken, SHOP_ORIGIN } from "../stage.ts";

/** Making what the later checks use, and what a public token must not do. */
export const TOKEN_CHECKS: readonly Check[] = [
  {
    name: "a service account is made",
    run: async ({ owner, made, runId }) => {
      const name = `verify-${runId}`;
      await owner.serviceAccounts.create({ name, description: "Made by a verification; it may be deleted." });
      made.serviceAccount = name;
      return name;
    },
  },
  {
    name: "a public token for one website is made",
    run: async ({ owner, made, runId }) => {
      made.publicToken = await owner.tokens.create({
        kind: "public",
        label: `Verification ${runId}`,
        owner: { type: "service_account", id: need(made.serviceAccount, "service account") },
        scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
        domains: [SHOP_ORIGIN],
        expiresAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
      });
      return made.publicToken.id;
    },
  },
  {
    name: "the public token opens nothing of the management API",
    run: async (stage) => {
      const answer = await stage.visit("/v1/tokens", { bearer: publicToken(stage), origin: SHOP_ORIGIN });
      expectStatus(answer, 403, "GET /v1/tokens");
      return undefined;
    },
  },
  {
    name: "a private token opens the management API",
    run: async ({ visit, target }) => {
      expectStatus(await visit("/v1/whoami", { bearer: target.token }), 200, "GET /v1/whoami");
      return undefined;
    },
  },
  {
    name: "a secret that is guessed opens nothing",
    run: async ({ visit, target }) => {
      const answer = await visit("/v1/whoami", { bearer: changeEnd(target.token) });
      assertThat([401, 403].includes(answer.status), `it answered ${answer.status}`);
      return undefined;
    },
  },
];

function changeEnd(token: string): string {
  return token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
}
