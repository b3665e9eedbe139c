import type { EventProperties } from "../core/types.ts";
import type { Tracker } from "./tracker.ts";

/** The steps of the funnel. A load happens once. */
const STEPS: ReadonlySet<string> = new Set(["option_chosen", "save", "add_to_cart"]);

/** Marks the first step of each kind since the configurator was opened. What is not collected is nobody's first. */
export function markFirst(analytics: Pick<Tracker, "isAllowed" | "track">): Tracker["track"] {
  const seen = new Set<string>();
  return (name: string, properties: EventProperties = {}) => {
    const isFirst = analytics.isAllowed && STEPS.has(name) && !seen.has(name);
    if (isFirst) seen.add(name);
    // In front, because of the properties only the first twenty are sent.
    analytics.track(name, isFirst ? { first: true, ...properties } : properties);
  };
}
