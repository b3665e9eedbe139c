import {
  type CartItem,
  type ConfiguratorElement,
  defineElement,
  EmbedError,
  type EmbedEventName,
  type EmbedEvents,
  type Handle,
  type Hold,
  type MountOptions,
  mount,
  type SavedConfiguration,
  type State,
  type Values,
} from "../../../../embed/src/index.ts";

const where = { baseUrl: "https://configure.example.com", target: "#configurator" };
const what = { token: "emb_1", configurator: "cfg_1" };

/** Programs of a page: each line below an expectation is an error, and a line without one fails the check. */
export async function useEverything(): Promise<void> {
  const values: Values = { shade: "drum", dimmer: true, brightness: 450, plug: { part: "eu", quantity: 2 } };
  const options: MountOptions = { ...what, values, cart: true, consent: false, locale: undefined };
  const handle: Handle = mount({ ...options, ...where });
  const first: State = await handle.ready;
  const next: State = await handle.set({ shade: "cone" }, { source: "shopper" });
  const saved: SavedConfiguration = await handle.save();
  const item: CartItem = await handle.addToCart();
  const stop: () => void = handle.on("change", ({ attributeId, from, to, source }) => {
    console.log(attributeId, from, to, source === "shopper");
  });
  const hold: Hold = async ({ quote, price: { amount } }) =>
    fetch("/stock", { method: "POST", body: `${quote}${amount}` });
  const release: () => void = handle.hold("stock", hold);
  const names: readonly EmbedEventName[] = ["ready", "change", "price", "save", "share", "addtocart", "error"];
  const failure: EmbedEvents["error"] = { code: "offline", message: "" };
  handle.track("size_guide_opened", { page: 2 });
  const element: ConfiguratorElement | null = document.querySelector<ConfiguratorElement>("latchkey-configurator");
  element?.handle?.setConsent(true);
  defineElement({ baseUrl: where.baseUrl });
  const error = new EmbedError("unreachable", "", 0);
  console.log(first.price, next.shortId, saved.shortId, item.quote, names, failure.code, error.code);
  stop();
  release();
}

export function misuseEverything(handle: Handle): void {
  // @ts-expect-error a deployment is required
  mount({ ...what, target: "#configurator" });
  // @ts-expect-error so is a place
  mount({ ...what, baseUrl: where.baseUrl });
  // @ts-expect-error and a token
  mount({ ...where, configurator: "cfg_1" });
  // @ts-expect-error an unknown option
  mount({ ...where, ...what, langauge: "de" });
  // @ts-expect-error values are not objects of one's own
  void handle.set({ shade: { color: "red" } });
  // @ts-expect-error there is no such source
  void handle.set({}, { source: "robot" });
  // @ts-expect-error this one is for the embed to say
  void handle.set({}, { source: "update" });
  // @ts-expect-error there is no such event
  handle.on("changed", () => undefined);
  // @ts-expect-error a state is only a copy
  handle.getState()?.values.shade = "drum";
  // @ts-expect-error nothing is known before it is ready
  handle.getState().price;
  // @ts-expect-error events have plain properties
  handle.track("opened", { page: { number: 2 } });
}
