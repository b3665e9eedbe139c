import { randomUUID } from "node:crypto";
import { type Client, createClient } from "../../sdk/src/index.ts";
import type { Check } from "../check.ts";
import { createVerificationProduct } from "../product.ts";
import {
  assertThat,
  expectStatus,
  FOREIGN_ORIGIN,
  member,
  need,
  publicToken,
  SHOP_ORIGIN,
  type Stage,
} from "../stage.ts";

const COUNTING_WAIT_MS = 240_000;
const COUNTING_PAUSE_MS = 5_000;
const EVENTS = 3;

/** What a shopper's page does with the public token. */
export const EMBED_CHECKS: readonly Check[] = [
  {
    name: "a configurator is made and published",
    run: async ({ owner, made, runId }) => {
      const name = `Verification ${runId}`;
      const { id } = await owner.configurators.create({ name, draft: createVerificationProduct() });
      made.configuratorId = id;
      const { version } = await owner.configurators.publish(id, { comment: "Made by a verification" });
      return `${id}, version ${version}`;
    },
  },
  {
    name: "its website loads it, and may read the answer",
    run: async (stage) => {
      const answer = await load(stage, SHOP_ORIGIN);
      expectStatus(answer, 200, "the load");
      const allowed = answer.headers.get("access-control-allow-origin");
      assertThat(allowed === SHOP_ORIGIN, `Access-Control-Allow-Origin is ${allowed}`);
      assertThat(member(answer.json, "configuratorId") === stage.made.configuratorId, "it is another configurator");
      return answer.headers.get("x-cache") ?? "no X-Cache";
    },
  },
  {
    name: "a foreign website, no website and a hidden one load nothing, also while the edge has the answer",
    run: async (stage) => {
      const hit = await load(stage, SHOP_ORIGIN);
      expectStatus(hit, 200, "the load");
      for (const origin of [FOREIGN_ORIGIN, `${SHOP_ORIGIN}.example`, "null", undefined]) {
        const refused = await load(stage, origin);
        expectStatus(refused, 403, `the load from ${origin ?? "no website"}`);
        const allowed = refused.headers.get("access-control-allow-origin");
        assertThat(allowed === null, `${origin}: the refusal has Access-Control-Allow-Origin ${allowed}`);
        assertThat(!refused.text.includes("configuratorId"), `${origin}: the refusal has data`);
      }
      return `the listed website's second load: ${hit.headers.get("x-cache") ?? "no X-Cache"}`;
    },
  },
  {
    name: "a save is priced by the server, and the same request again makes no other",
    run: async (stage) => {
      const shop = shopOf(stage);
      const body = { configuratorId: need(stage.made.configuratorId, "configurator"), values: { size: "large" } };
      const key = { idempotencyKey: randomUUID() };
      const save = await shop.embed.save(body, key);
      const again = await shop.embed.save(body, key);
      assertThat(save.shortId === again.shortId, `the repeated save made ${again.shortId} beside ${save.shortId}`);
      stage.made.save = save;
      const { values } = await shop.embed.resume(save.shortId);
      assertThat(values.size === "large", "it came back with other values");
      return save.shortId;
    },
  },
  {
    name: "a value that the product does not have is refused",
    run: async (stage) => {
      const configuratorId = need(stage.made.configuratorId, "configurator");
      const answer = await stage.visit(`/embed/v1/configurations?access_token=${publicToken(stage)}`, {
        method: "POST",
        origin: SHOP_ORIGIN,
        body: { configuratorId, values: { size: "enormous" } },
      });
      expectStatus(answer, 422, "the save");
      assertThat(member(answer.json, "code") === "values_not_accepted", `the code is ${member(answer.json, "code")}`);
      return undefined;
    },
  },
  {
    name: "events are taken, and are counted once however often they are sent",
    run: async (stage) => {
      const shop = shopOf(stage);
      const configuratorId = need(stage.made.configuratorId, "configurator");
      const events = Array.from({ length: EVENTS }, () => ({
        id: randomUUID(),
        name: "load",
        configuratorId,
        occurredAt: new Date().toISOString(),
      }));
      for (let time = 0; time < 2; time += 1) {
        const { rejected } = await shop.embed.track({ events });
        assertThat(rejected.length === 0, `rejected: ${JSON.stringify(rejected)}`);
      }
      const startMs = Date.now();
      for (;;) {
        await stage.target.runCounting?.();
        const { series } = await stage.owner.analytics.events({ configuratorId, event: "load" });
        const counted = series.reduce((sum, { total }) => sum + total, 0);
        assertThat(counted <= EVENTS, `${counted} were counted, but ${EVENTS} were sent, twice`);
        if (counted === EVENTS) return `${EVENTS} counted after ${Math.round((Date.now() - startMs) / 1000)} s`;
        assertThat(Date.now() - startMs < COUNTING_WAIT_MS, `${counted} of ${EVENTS} were counted in four minutes`);
        await new Promise((resolve) => setTimeout(resolve, COUNTING_PAUSE_MS));
      }
    },
  },
];

/** The SDK, as a page of the shop would use it. */
export function shopOf(stage: Stage): Client {
  const { baseUrl, fetch } = stage.target;
  return createClient({ baseUrl, fetch, token: publicToken(stage), headers: { origin: SHOP_ORIGIN } });
}

/** One load as the script tag does it. */
export function load(stage: Stage, origin: string | undefined) {
  const configuratorId = need(stage.made.configuratorId, "configurator");
  const path = `/embed/v1/configurators/${configuratorId}?access_token=${publicToken(stage)}`;
  return stage.visit(path, origin === undefined ? {} : { origin });
}
