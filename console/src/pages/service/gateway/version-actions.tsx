import { ArrowUpFromLine, Eye, Pin } from "lucide-react";
import { ENVIRONMENTS } from "../../../../../functions/domain/application.ts";
import type { GatewayEnvironments } from "../../../../../sdk/src/generated/types.ts";
import type { WorkspaceContext } from "../../../api/workspace.tsx";
import type { Action } from "../../../design/menu.tsx";
import { ENVIRONMENT_WORDS, findPromotionObstacle } from "./environments.ts";
import type { GatewayDialog } from "./gateway-dialogs.tsx";

/** What can be done with a version. */
export function versionActions({
  version,
  environments,
  can,
  view,
  open,
}: {
  readonly version: number;
  /** Undefined while they are being read. */
  readonly environments: GatewayEnvironments | undefined;
  readonly can: WorkspaceContext["can"];
  readonly view: (version: number) => void;
  readonly open: (dialog: GatewayDialog) => void;
}): readonly Action[] {
  return [
    { id: "view", label: "View", icon: <Eye aria-hidden />, onSelect: () => view(version) },
    ...(environments !== undefined && can("promoteGatewayConfiguration")
      ? [
          {
            id: "promote",
            label: "Promote to production",
            icon: <ArrowUpFromLine aria-hidden />,
            disabledReason: findPromotionObstacle(environments, version),
            onSelect: () => open({ type: "promote", version }),
          },
        ]
      : []),
    ...(environments !== undefined && can("pinGatewayConfiguration")
      ? ENVIRONMENTS.map((environment) => ({
          id: `pin-${environment}`,
          label: `Pin ${environment} to it`,
          icon: <Pin aria-hidden />,
          disabledReason:
            environments[environment].pinned && environments[environment].version === version
              ? `${ENVIRONMENT_WORDS[environment]} is pinned to it.`
              : undefined,
          onSelect: () => open({ type: "pin", environment, version }),
        }))
      : []),
  ];
}
