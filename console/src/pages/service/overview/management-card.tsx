import { type ReactNode, useState } from "react";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { BASE_URL } from "../../../api/deployment.ts";
import { SelectField } from "../../../design/field.tsx";
import { Card } from "../../../design/page.tsx";
import { CommandBlock } from "../command-block.tsx";
import {
  APPLICATION_KEY_VARIABLE,
  MANAGEMENT_CALLS,
  type ManagementCall,
  managementCommand,
  SERVICE_TOKEN_VARIABLE,
  variableLines,
} from "../commands.ts";

const CALLS: Readonly<Record<ManagementCall, string>> = {
  authorize: "May it call now? Counts nothing",
  authrep: "May it call now? Counts one hit if it may",
  report: "Count one hit that has happened",
};

/** What the backend of a service asks with its token, as a command that works. */
export function ManagementCard({ service: { id } }: { readonly service: Service }): ReactNode {
  const [call, setCall] = useState<ManagementCall>("authorize");
  const command = managementCommand({ origin: BASE_URL, serviceId: id, call, application: { by: "key" } });
  const variables = variableLines([SERVICE_TOKEN_VARIABLE, APPLICATION_KEY_VARIABLE]);
  return (
    <Card title="Service Management API">
      <p className="small muted">
        Your backend asks once for each call of a customer's program, and gets an answer with every limit: what is used,
        what is left, and when it starts anew.
      </p>
      <SelectField
        label="Call"
        value={call}
        options={MANAGEMENT_CALLS.map((value) => ({ value, label: `${value}: ${CALLS[value]}` }))}
        onChange={({ currentTarget: { value } }) =>
          setCall(MANAGEMENT_CALLS.find((known) => known === value) ?? "authorize")
        }
      />
      <p className="small">First the service token, and the key that the customer's program showed:</p>
      <CommandBlock command={variables} what="variables" />
      <p className="small">Then the call:</p>
      <CommandBlock command={command} what="command" />
    </Card>
  );
}
