import { useCallback } from "react";
import type { Group } from "./address.ts";
import { useConfigurators, useTokenLabels } from "./use-analytics.ts";

/** How the thing behind a key is called. */
export type Names = (key: string) => string;

const OTHERS = "(other)";

/** The names of what events are grouped by; an id where the name is not known, or not for this person. */
export function useNames(group: Group | undefined, keys: readonly string[]): Names {
  const { data: configurators } = useConfigurators();
  const { data: tokens } = useTokenLabels(group === "token" ? keys.filter((key) => key !== OTHERS) : []);
  return useCallback(
    (key) => {
      if (key === OTHERS) return "All others";
      if (group === "configurator") return configurators?.find(({ id }) => id === key)?.name ?? key;
      return group === "token" ? (tokens?.get(key) ?? key) : key;
    },
    [group, configurators, tokens],
  );
}
