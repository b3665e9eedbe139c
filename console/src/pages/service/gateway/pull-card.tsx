import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { ENVIRONMENTS, type Environment } from "../../../../../functions/domain/application.ts";
import { BASE_URL } from "../../../api/deployment.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { SelectField } from "../../../design/field.tsx";
import { Card } from "../../../design/page.tsx";
import { workspacePath } from "../../../paths.ts";
import { CommandBlock } from "../command-block.tsx";
import { ACCESS_TOKEN_VARIABLE, pullCommand } from "../commands.ts";
import { ENVIRONMENT_WORDS } from "./environments.ts";

/** How a gateway fetches what it runs with. */
export function PullCard({ serviceId }: { readonly serviceId: string }): ReactNode {
  const { workspaceId } = useWorkspace();
  const [environment, setEnvironment] = useState<Environment>("production");
  const command = pullCommand({ origin: BASE_URL, serviceId, environment });
  return (
    <Card title="Pull">
      <p className="small muted">
        A gateway runs this again and again. While its version stays, the answer is 304 and the file is left alone. It
        needs a <Link href={workspacePath(workspaceId, "access-tokens")}>private token</Link> that reads Account
        Management and may see this service, in <code>{ACCESS_TOKEN_VARIABLE}</code>.
      </p>
      <SelectField
        label="Environment"
        value={environment}
        options={ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_WORDS[value] }))}
        onChange={({ currentTarget: { value } }) =>
          setEnvironment(ENVIRONMENTS.find((known) => known === value) ?? "production")
        }
      />
      <CommandBlock command={command} what="pull command" />
    </Card>
  );
}
