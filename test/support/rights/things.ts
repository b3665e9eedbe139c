import { createDemoConfigurator } from "../../../demo/product.ts";
import type { Upload } from "../../../sdk/src/index.ts";
import { EVERYTHING } from "../histories/world.ts";
import type { TestPlatform } from "../test-platform.ts";
import { PNG, sendForm } from "../uploads.ts";
import { createManage, textOf } from "./manage.ts";

/** One of each kind of thing that a path can name, by the name of the path's parameter. */
export type Things = Readonly<Record<string, string>>;

/** Ids of the right shape that nothing has. */
export const UNKNOWN: Things = {
  tokenId: "lks_000000000000",
  embedId: "emb_000000000000",
  memberId: "mem_000000000000",
  serviceAccountId: "nobody-at-all",
  serviceId: "svc_000000000000",
  applicationId: "app_000000000000",
  configuratorId: "cfg_000000000000",
  shortId: "0000000000000000",
  webhookId: "whk_000000000000",
  uploadId: "upl_0000000000000000000000",
  attributeId: "engravedImage",
  version: "1",
};

/** A body that an operation takes, where it needs one: so that nothing but the id can be wrong. */
export const BODIES: Readonly<Record<string, object>> = {
  updateToken: { label: "other" },
  extendRotation: { graceSeconds: 60 },
  reassignToken: { owner: { type: "service_account", id: "demo-shop" } },
  updateEmbed: { label: "other" },
  updateMember: { role: "viewer" },
  updateServiceAccount: { description: "other" },
  updateService: { name: "other" },
  createGatewayConfigurationVersion: { document: {} },
  promoteGatewayConfiguration: { version: 1 },
  pinGatewayConfiguration: { environment: "production", version: 1 },
  unpinGatewayConfiguration: { environment: "production" },
  updateApplication: { name: "other" },
  authorizeApplication: { applicationId: "app_000000000000" },
  authorizeAndReport: { applicationId: "app_000000000000" },
  reportUsage: { transactions: [{ applicationId: "app_000000000000" }] },
  updateConfigurator: { name: "other" },
  evaluateConfigurator: { values: {} },
  rollbackConfigurator: { version: 1 },
  updateConfiguration: { editKey: "lke_nobodys", values: {} },
  updateWebhook: { label: "other" },
};

export interface MadeThings {
  readonly things: Things;
  /** A private token of the service account among the things, with every right. */
  readonly token: string;
  /** Of the service among the things. */
  readonly serviceToken: string;
  /** The id of that token. */
  readonly serviceTokenId: string;
  /** Every id, for moving them elsewhere. */
  readonly ids: readonly string[];
}

/** Makes one of each kind. */
export async function makeThings(test: TestPlatform, name: string): Promise<MadeThings> {
  const manage = createManage(test);
  await manage("POST", "/v1/service-accounts", { name, ...EVERYTHING });
  const owner = { type: "service_account", id: name };
  const token = await manage("POST", "/v1/tokens", { kind: "private", label: name, owner, ...EVERYTHING });
  const publicToken = await manage("POST", "/v1/tokens", {
    kind: "public",
    label: name,
    owner,
    domains: [test.demo.shopUrl],
  });
  const embed = await manage("POST", "/v1/embeds", { label: name, tokenId: textOf(publicToken, "id") });
  const member = await manage("POST", "/v1/members", { email: `${name}@example.com`, role: "viewer" });
  const service = await manage("POST", "/v1/services", { name });
  const serviceId = textOf(service, "id");
  await manage("POST", `/v1/services/${serviceId}/gateway-configuration/versions`, { document: {} });
  await manage("POST", `/v1/services/${serviceId}/gateway-configuration/promote`, { version: 1 });
  const application = await manage("POST", "/v1/applications", { serviceId, name });
  const configurator = await manage("POST", "/v1/configurators", { name, draft: createDemoConfigurator() });
  const configuratorId = textOf(configurator, "id");
  await manage("POST", `/v1/configurators/${configuratorId}/publish`);
  const page = { token: textOf(publicToken, "token"), origin: test.demo.shopUrl };
  const asPage = createManage(test, page);
  const file = { attributeId: UNKNOWN.attributeId, contentType: "image/png", bytes: PNG.length };
  const form = await asPage("POST", "/embed/v1/uploads", { configuratorId, ...file });
  const uploadId = textOf(form, "uploadId");
  await sendForm(form as Pick<Upload, "url" | "fields">, PNG);
  await asPage("POST", `/embed/v1/uploads/${uploadId}/complete`);
  const values = { [file.attributeId ?? ""]: uploadId };
  const saved = await asPage("POST", "/embed/v1/configurations", { configuratorId, values });
  const webhook = await manage("POST", "/v1/webhooks", {
    url: "https://hooks.example.com/latchkey",
    events: ["token.expiring"],
  });
  const things = {
    tokenId: textOf(token, "id"),
    embedId: textOf(embed, "id"),
    memberId: textOf(member, "id"),
    serviceAccountId: name,
    serviceId,
    applicationId: textOf(application, "id"),
    configuratorId,
    shortId: textOf(saved, "shortId"),
    webhookId: textOf(webhook, "id"),
    uploadId,
    attributeId: file.attributeId ?? "",
    version: "1",
  };
  const { version: _, attributeId: __, ...ids } = things;
  return {
    things,
    token: textOf(token, "token"),
    serviceToken: textOf(service, "token"),
    serviceTokenId: textOf(service, "tokenId"),
    ids: [...Object.values(ids), textOf(publicToken, "id"), textOf(service, "tokenId")],
  };
}
