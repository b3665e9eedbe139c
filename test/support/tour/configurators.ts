import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { PICTURE } from "../pictures.ts";
import { type Guide, idOf, once } from "./guide.ts";

/** Configurators, and what shoppers and the shop do with them. */
export async function visitConfigurators({ manage, embed }: Guide): Promise<void> {
  const draft = createDemoConfigurator();
  const configurator = { status: 201, body: { name: "Tour", draft }, headers: once() };
  const configuratorId = idOf(await manage("createConfigurator", configurator));
  await manage("createConfigurator", configurator);
  const at = { configuratorId };
  await manage("listConfigurators", { status: 200 });
  await manage("getConfigurator", { status: 200, path: at });
  await manage("updateConfigurator", { status: 200, path: at, body: { draft, draftRevision: 1 } });
  await manage("checkConfigurator", { status: 200, body: { draft } });
  await manage("previewConfigurator", { status: 200, path: at });
  await manage("evaluateConfigurator", { status: 200, path: at, body: { values: {}, draft: true } });
  await manage("publishConfigurator", { status: 200, path: at });
  await manage("evaluateConfigurator", { status: 200, path: at, body: { values: {} } });
  await manage("evaluateConfigurator", { status: 200, path: at, body: { values: {}, version: 1 } });
  await manage("publishConfigurator", { status: 200, path: at, body: { comment: "again" } });
  await manage("listConfiguratorVersions", { status: 200, path: at });
  await manage("getConfiguratorVersion", { status: 200, path: { ...at, version: "1" } });
  await manage("rollbackConfigurator", { status: 200, path: at, body: { version: 1 } });

  // What the shopper does.
  expect((await embed("loadConfigurator", { status: 200, path: at })).json).toMatchObject({ version: 1 });
  const save = { status: 201, body: { configuratorId, values: {} }, headers: once() };
  const saved = await embed("saveConfiguration", save);
  const shortId = idOf(saved, "shortId");
  const editKey = idOf(saved, "editKey");
  await embed("saveConfiguration", save);
  await embed("saveConfiguration", { status: 201, body: { configuratorId, values: {}, metadata: { cart: "1" } } });
  const customerReference = "order 17";
  const update = { editKey, values: {}, customerReference, thumbnail: PICTURE };
  await embed("updateConfiguration", { status: 200, path: { shortId }, body: update });
  // Other values without a picture: the one before goes.
  const choices = { editKey, values: { shade: "cone" } };
  await embed("updateConfiguration", { status: 200, path: { shortId }, body: choices });
  await embed("resumeConfiguration", { status: 200, path: { shortId } });
  await manage("rollbackConfigurator", { status: 200, path: at, body: { version: 2 } });
  await embed("resumeConfiguration", { status: 200, path: { shortId } });
  const occurredAt = new Date().toISOString();
  const events = [1, 2].map(() => ({ id: randomUUID(), name: "load", configuratorId, occurredAt }));
  await embed("trackEvents", { status: 200, body: { events } });
  await embed("trackEvents", { status: 200, body: { events } });

  // What the shop does with it.
  await manage("listConfigurations", { status: 200 });
  await manage("listConfigurations", { status: 200, query: `?configuratorId=${configuratorId}` });
  await manage("listConfigurations", { status: 200, query: "?customerReference=order%2017" });
  await manage("exportConfigurations", { status: 200 });
  await manage("getConfiguration", { status: 200, path: { shortId } });
  await manage("deleteConfiguration", { status: 204, path: { shortId } });
  await manage("deleteConfigurator", { status: 204, path: at });
}
