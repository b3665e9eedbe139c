import { type Guide, idOf, once } from "./guide.ts";

/** Embed ids: made for the demo's public token, used by a page, changed and deleted. */
export async function visitEmbeds({ test: { demo }, call, manage }: Guide): Promise<void> {
  const tokenId = demo.publicToken.slice(0, 16);
  const creation = { status: 201, body: { label: "tour", tokenId }, headers: once() };
  const embedId = idOf(await manage("createEmbed", creation));
  await manage("createEmbed", creation);
  const path = { embedId };
  await call("loadConfigurator", {
    status: 200,
    origin: demo.shopUrl,
    path: { configuratorId: demo.configuratorId },
    query: `?access_token=${embedId}`,
  });
  await call("diagnoseToken", { status: 200, origin: demo.shopUrl, body: { token: embedId } });
  await manage("listEmbeds", { status: 200 });
  await manage("getEmbed", { status: 200, path });
  await manage("updateEmbed", { status: 200, path, body: { label: "toured", tokenId } });
  await manage("deleteEmbed", { status: 204, path });
}
