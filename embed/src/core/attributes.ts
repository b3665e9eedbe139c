import type { MountOptions } from "./types.ts";

export const OPTIONS_NEEDED = 'A configurator needs "configurator", and "embed" or "token".';

/** The options that attributes name, of an element or, with `data-` before each, of a script tag. Undefined where the two that are required are not both there; where one of them is, somebody forgot the other one. */
export function readOptions(read: (name: string) => string | null): MountOptions | undefined {
  const text = (name: string) => read(name) || undefined;
  const token = text("token") ?? text("embed");
  const configurator = text("configurator");
  if (!token || !configurator) {
    if (token || configurator) console.warn(`[latchkey] ${OPTIONS_NEEDED}`);
    return undefined;
  }
  return {
    token,
    configurator,
    baseUrl: text("base-url"),
    locale: text("locale"),
    currency: text("currency"),
    values: parse(text("values")),
    resume: text("resume"),
    cart: isYes(read("cart")),
    consent: isYes(read("consent")),
    fallback: text("fallback"),
    customerReference: text("customer-reference"),
  };
}

/** `undefined` where the attribute is missing; without a value it means yes. */
export function isYes(attribute: string | null): boolean | undefined {
  return attribute === null ? undefined : !/^(false|no|off|0|denied)$/.test(attribute);
}

function parse(json: string | undefined): MountOptions["values"] {
  try {
    return json && JSON.parse(json);
  } catch {
    console.warn("[latchkey] The start values are no JSON.");
    return undefined;
  }
}
