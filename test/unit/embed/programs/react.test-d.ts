import { createElement, createRef, type ReactElement, useRef } from "react";
import { type Handle, LatchkeyConfigurator } from "../../../../embed/src/react.ts";

const required = { baseUrl: "https://configure.example.com", token: "emb_1", configurator: "cfg_1" };

/** Programs of a React application: each line below an expectation is an error, and a line without one fails the check. */
export function useEverything(): readonly ReactElement[] {
  const object = useRef<Handle>(null);
  return [
    createElement(LatchkeyConfigurator, required),
    createElement(LatchkeyConfigurator, { ...required, ref: object, className: "lamp", id: "lamp" }, "A lamp"),
    createElement(LatchkeyConfigurator, { ...required, ref: createRef<Handle>(), locale: undefined, consent: false }),
    createElement(LatchkeyConfigurator, {
      ...required,
      ref: (handle: Handle | null) => void handle?.save(),
      cart: true,
      holds: { stock: async ({ shortId }) => shortId },
      onReady: ({ values }) => console.log(values),
      onChange: ({ attributeId, source }) => console.log(attributeId, source),
      onPrice: ({ price, currency }) => console.log(price[currency]),
      onSave: ({ shortId }) => console.log(shortId),
      onShare: ({ url }) => console.log(url),
      onAddToCart: ({ quote }) => console.log(quote),
      onError: ({ code }) => console.log(code),
    }),
  ];
}

export function misuseEverything(): readonly ReactElement[] {
  return [
    // @ts-expect-error a token is required
    createElement(LatchkeyConfigurator, { baseUrl: "https://configure.example.com", configurator: "cfg_1" }),
    // @ts-expect-error and a deployment
    createElement(LatchkeyConfigurator, { token: "emb_1", configurator: "cfg_1" }),
    // @ts-expect-error it stands where it is rendered
    createElement(LatchkeyConfigurator, { ...required, target: "#configurator" }),
    // @ts-expect-error there is no such event
    createElement(LatchkeyConfigurator, { ...required, onChanged: () => undefined }),
    // @ts-expect-error a hold is a function
    createElement(LatchkeyConfigurator, { ...required, holds: { stock: true } }),
    // @ts-expect-error a ref is of the handle
    createElement(LatchkeyConfigurator, { ...required, ref: createRef<HTMLElement>() }),
  ];
}
