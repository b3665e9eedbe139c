import { type Guide, idOf, once } from "./guide.ts";

/** Signed prices of what a shopper saved, and the keys that they are verified with. */
export async function visitQuotes({ manage, embed, call, test: { demo } }: Guide): Promise<void> {
  const { configuratorId } = demo;
  const save = { status: 201, body: { configuratorId, values: {} }, headers: once() };
  const path = { shortId: idOf(await embed("saveConfiguration", save), "shortId") };
  await embed("quoteConfiguration", { status: 200, path });
  await embed("quoteConfiguration", { status: 422, path, body: { currency: "XTS" } });
  await manage("quoteSavedConfiguration", { status: 200, path });
  await manage("quoteSavedConfiguration", { status: 404, path: { shortId: "0000000000000000" } });
  await call("getQuoteKeys", { status: 200 });
  await manage("deleteConfiguration", { status: 204, path });
}
