import type { TrafficScene } from "../../demo/traffic/changes-of-day.ts";
import { APPLICATIONS } from "../../demo/traffic/habits.ts";
import { CAPABILITIES } from "../../functions/domain/rights.ts";
import type { Client } from "../../sdk/src/index.ts";
import type { Demo } from "../demo.ts";

const PARTNERS = ["https://www.nordlicht.example", "https://atelier-lumen.example", "https://shop.wohnraum.example"];
const PARTNER_TOKEN = "Partner shops";
const BACKEND_TOKEN = "Shop backend";
const SERVICE = "Lamp data";

/** Who the traffic is of besides the demo's own token: made by the owner, unless they are there. */
export async function prepareScene(owner: Client, demo: Demo): Promise<TrafficScene> {
  const { workspaceId, configuratorId, publicTokenId, shopUrl, serviceAccount } = demo;
  const account = { type: "service_account", id: serviceAccount } as const;
  const partners = await findOrCreate(
    owner.tokens.list({ kind: "public" }),
    ({ label, status }) => label === PARTNER_TOKEN && status === "active",
    () =>
      owner.tokens.create({
        kind: "public",
        label: PARTNER_TOKEN,
        owner: account,
        scopes: [...CAPABILITIES],
        domains: PARTNERS,
      }),
  );
  const backend = await findOrCreate(
    owner.tokens.list({ kind: "private" }),
    ({ label, status }) => label === BACKEND_TOKEN && status === "active",
    () =>
      owner.tokens.create({
        kind: "private",
        label: BACKEND_TOKEN,
        note: "Verifies what comes into the cart",
        role: "viewer",
        scopes: ["account_management:read"],
        services: "all",
      }),
  );
  const service = await findOrCreate(
    owner.services.list(),
    ({ name }) => name === SERVICE,
    () => owner.services.create({ name: SERVICE, description: "Sizes, weights and stock of all lamps" }),
  );
  return {
    workspaceId,
    configuratorId,
    sites: [shopUrl, ...PARTNERS].map((origin, index) => ({
      origin,
      tokenId: index === 0 ? publicTokenId : partners.id,
    })),
    backendTokenId: backend.id,
    serviceId: service.id,
    applicationIds: await prepareApplications(owner, service.id),
  };
}

async function prepareApplications(owner: Client, serviceId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { name, hitsPerMonthMax } of APPLICATIONS) {
    const { id } = await findOrCreate(
      owner.applications.list({ serviceId }),
      (application) => application.name === name,
      () => owner.applications.create({ serviceId, name, limits: { perMonth: hitsPerMonthMax } }),
    );
    ids.push(id);
  }
  return ids;
}

async function findOrCreate<Thing extends { readonly id: string }>(
  things: AsyncIterable<Thing>,
  isIt: (thing: Thing) => boolean,
  create: () => Promise<{ readonly id: string }>,
): Promise<{ readonly id: string }> {
  for await (const thing of things) if (isIt(thing)) return thing;
  return await create();
}
