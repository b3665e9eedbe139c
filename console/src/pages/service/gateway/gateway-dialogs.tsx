import type { ReactNode } from "react";
import type { Environment } from "../../../../../functions/domain/application.ts";
import type { GatewayEnvironments, Service } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { AskDialog } from "../../services/ask-dialog.tsx";
import { VersionForm } from "./version-form.tsx";

/** Which dialog about a gateway configuration is open. */
export type GatewayDialog =
  | { readonly type: "create" }
  | { readonly type: "promote"; readonly version: number }
  | { readonly type: "pin"; readonly environment: Environment; readonly version: number }
  | { readonly type: "unpin"; readonly environment: Environment };

export function GatewayDialogs({
  service: { id, name },
  environments,
  dialog,
  onDialog,
}: {
  readonly service: Service;
  readonly environments: GatewayEnvironments;
  readonly dialog: GatewayDialog | undefined;
  readonly onDialog: (dialog: GatewayDialog | undefined) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const close = (): void => onDialog(undefined);
  const { production, latestVersion } = environments;
  switch (dialog?.type) {
    case undefined:
      return undefined;
    case "create":
      return <VersionForm serviceId={id} environments={environments} onClose={close} />;
    case "promote":
      return (
        <AskDialog
          title={`Give version ${dialog.version} to production?`}
          submitLabel={`Promote version ${dialog.version}`}
          submitLook="primary"
          renews={["gateway"]}
          done={`Production has version ${dialog.version}.`}
          change={() => client.gatewayConfigurations.promote(id, { version: dialog.version })}
          onClose={close}
        >
          <p>
            Gateways of {name} get it with their next pull
            {production.version === null
              ? "."
              : `, in place of version ${production.version}, which can be promoted again in the same way.`}
          </p>
        </AskDialog>
      );
    case "pin":
      return (
        <AskDialog
          title={`Pin ${dialog.environment} to version ${dialog.version}?`}
          submitLabel="Pin"
          submitLook="primary"
          renews={["gateway"]}
          done={`Pinned ${dialog.environment} to version ${dialog.version}.`}
          change={() =>
            client.gatewayConfigurations.pin(id, { environment: dialog.environment, version: dialog.version })
          }
          onClose={close}
        >
          <p>
            {environments[dialog.environment].version === dialog.version
              ? "It keeps the version that it has, whatever is created or promoted."
              : `Gateways get version ${dialog.version} with their next pull. It then stays, whatever is created or promoted.`}
          </p>
        </AskDialog>
      );
    case "unpin":
      return (
        <AskDialog
          title={`Unpin ${dialog.environment}?`}
          submitLabel="Unpin"
          submitLook="primary"
          renews={["gateway"]}
          done={`Unpinned ${dialog.environment}.`}
          change={() => client.gatewayConfigurations.unpin(id, { environment: dialog.environment })}
          onClose={close}
        >
          <p>
            {dialog.environment === "production"
              ? "Production keeps its version until the next promotion."
              : latestVersion === null || latestVersion === environments.staging.version
                ? "Staging gets each new version again."
                : `Staging goes to version ${latestVersion}, the newest, and gets each new one again.`}
          </p>
        </AskDialog>
      );
  }
}
