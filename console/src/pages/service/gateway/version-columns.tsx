import type {
  GatewayConfigurationVersionSummary,
  GatewayEnvironments,
} from "../../../../../sdk/src/generated/types.ts";
import { Badge } from "../../../design/badge.tsx";
import type { DataColumn } from "../../../design/data-table.tsx";
import { Time } from "../../../design/time.tsx";
import { ActorName } from "../../configurator/actor-name.tsx";
import { ENVIRONMENT_WORDS, environmentsWith } from "./environments.ts";

export function versionColumns(
  environments: GatewayEnvironments | undefined,
  onView: (version: number) => void,
): readonly DataColumn<GatewayConfigurationVersionSummary>[] {
  return [
    {
      id: "version",
      header: "Version",
      isRowHeader: true,
      cell: ({ version }) => (
        <button type="button" className="link" onClick={() => onView(version)}>
          Version {version}
        </button>
      ),
    },
    {
      id: "environments",
      header: "Environments",
      cell: ({ version }) =>
        environments === undefined ? undefined : (
          <span className="row">
            {environmentsWith(environments, version).map((environment) => (
              <Badge key={environment} tone={environment === "production" ? "success" : "accent"}>
                {ENVIRONMENT_WORDS[environment]}
                {environments[environment].pinned ? ", pinned" : ""}
              </Badge>
            ))}
          </span>
        ),
    },
    {
      id: "comment",
      header: "Comment",
      wide: true,
      cell: ({ comment }) => comment ?? <span className="muted">None</span>,
    },
    { id: "created", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} relative /> },
    { id: "by", header: "By", cell: ({ createdBy }) => <ActorName id={createdBy} /> },
  ];
}
