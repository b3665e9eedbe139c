import type { MeteredUsage } from "../../../sdk/src/generated/types.ts";

export type Metric = MeteredUsage["metrics"][number]["metric"];

/** How the console calls what is metered. */
export const METRIC_WORDS: Readonly<Record<Metric, { readonly name: string; readonly meaning: string }>> = {
  load: {
    name: "Loads",
    meaning:
      "Configurators that the API answered with. What the edge's cache answers is not metered, so Analytics, which counts what the embed reports, can say more.",
  },
  save: { name: "Saves", meaning: "Configurations that were saved, for the first time or again." },
  event: { name: "Events", meaning: "Analytics events that were new." },
  verification: { name: "Verifications", meaning: "Tokens that were checked for somebody." },
  call: { name: "Other calls", meaning: "Every other request that succeeded." },
  refused: { name: "Refused", meaning: "Requests of a known token that were not allowed, or too many." },
  hit: { name: "Hits", meaning: "Calls that services reported of their applications." },
};

/** Whose usage can be looked at. */
export const SUBJECTS = [
  { value: "workspace", label: "Workspace" },
  { value: "token", label: "One token" },
  { value: "service", label: "One service" },
  { value: "application", label: "One application" },
] as const;
