import { useMemo } from "react";
import { useWorkspace } from "../../api/workspace.tsx";
import { useVersion } from "../configurator/versions/use-version.ts";
import { createOptionNames, type OptionNames } from "./option-names.ts";
import { useConfigurators } from "./use-analytics.ts";

/** By the labels of the published version; the ids for what is not in it any more, and for who may not read it. */
export function useOptionNames(configuratorId: string): OptionNames {
  const { can } = useWorkspace();
  const { data: configurators } = useConfigurators();
  const published = configurators?.find(({ id }) => id === configuratorId)?.publishedVersion ?? undefined;
  const { data: version } = useVersion(configuratorId, can("getConfiguratorVersion") ? published : undefined);
  return useMemo(() => createOptionNames(version?.document), [version]);
}
