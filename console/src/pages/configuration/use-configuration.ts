import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Configuration, Configurator, ConfiguratorVersion } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useVersion } from "../configurator/versions/use-version.ts";

/** A saved configuration, and what gives it words: its version, and the one that is published now. */
export interface ConfigurationParts {
  readonly configuration: UseQueryResult<Configuration>;
  /** Its data is missing where the configurator is deleted, too. */
  readonly configurator: UseQueryResult<Configurator>;
  readonly saved: UseQueryResult<ConfiguratorVersion>;
  /** Only where another version is published than the one that it was saved with. */
  readonly published: UseQueryResult<ConfiguratorVersion>;
}

export function useConfiguration(shortId: string): ConfigurationParts {
  const { workspaceId, client } = useWorkspace();
  const configuration = useQuery({
    queryKey: [workspaceId, "configuration", shortId],
    queryFn: ({ signal }) => client.configurations.get(shortId, { signal }),
  });
  const { configuratorId = "", version } = configuration.data ?? {};
  const configurator = useQuery({
    queryKey: [workspaceId, "configurators", "one", configuratorId],
    queryFn: ({ signal }) => client.configurators.get(configuratorId, { signal }),
    enabled: configuratorId !== "",
  });
  const publishedVersion = configurator.data?.publishedVersion ?? undefined;
  return {
    configuration,
    configurator,
    saved: useVersion(configuratorId, version),
    published: useVersion(configuratorId, publishedVersion === version ? undefined : publishedVersion),
  };
}
