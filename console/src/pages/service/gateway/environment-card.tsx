import { ArrowUpFromLine, Pin, PinOff } from "lucide-react";
import type { ReactNode } from "react";
import type { Environment } from "../../../../../functions/domain/application.ts";
import { entityTagOf } from "../../../../../functions/domain/gateway-environments.ts";
import type { GatewayEnvironments } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Badge } from "../../../design/badge.tsx";
import { Button, CopyButton } from "../../../design/button.tsx";
import { Card } from "../../../design/page.tsx";
import { ENVIRONMENT_WORDS, findPromotionObstacle } from "./environments.ts";
import type { GatewayDialog } from "./gateway-dialogs.tsx";

/** Which version an environment has, and whether it keeps it. */
export function EnvironmentCard({
  environment,
  environments,
  onDialog,
}: {
  readonly environment: Environment;
  readonly environments: GatewayEnvironments;
  readonly onDialog: (dialog: GatewayDialog) => void;
}): ReactNode {
  const { can } = useWorkspace();
  const { version, pinned } = environments[environment];
  const name = ENVIRONMENT_WORDS[environment];
  const isPromotable =
    environment === "staging" && version !== null && findPromotionObstacle(environments, version) === undefined;
  return (
    <Card title={name} actions={pinned ? <Badge tone="warning">Pinned</Badge> : undefined}>
      {version === null ? (
        <p className="muted">
          {environment === "staging" ? "No version yet. It gets each new one." : "No version yet. Promote one to it."}
        </p>
      ) : (
        <>
          <dl className="details">
            <dt>Version</dt>
            <dd>{version}</dd>
            <dt>ETag</dt>
            <dd>
              <span className="row">
                <code>{entityTagOf(environments.serviceId, version)}</code>
                <CopyButton
                  value={entityTagOf(environments.serviceId, version)}
                  what={`ETag of ${environment}`}
                  small
                  iconOnly
                />
              </span>
            </dd>
          </dl>
          <p className="small muted">{describe(environment, pinned)}</p>
          <div className="row">
            {isPromotable && can("promoteGatewayConfiguration") ? (
              <Button onClick={() => onDialog({ type: "promote", version })}>
                <ArrowUpFromLine aria-hidden /> Promote to production
              </Button>
            ) : undefined}
            {pinned && can("unpinGatewayConfiguration") ? (
              <Button onClick={() => onDialog({ type: "unpin", environment })}>
                <PinOff aria-hidden /> Unpin {environment}
              </Button>
            ) : undefined}
            {!pinned && can("pinGatewayConfiguration") ? (
              <Button onClick={() => onDialog({ type: "pin", environment, version })}>
                <Pin aria-hidden /> Pin {environment}
              </Button>
            ) : undefined}
          </div>
        </>
      )}
    </Card>
  );
}

function describe(environment: Environment, pinned: boolean): string {
  if (pinned) return "It stays on this version, whatever is created or promoted.";
  return environment === "staging" ? "It gets each new version." : "It stays on this version until the next promotion.";
}
