import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Service } from "../../../../sdk/src/generated/types.ts";
import { Badge } from "../../design/badge.tsx";
import type { DataColumn } from "../../design/data-table.tsx";
import { Time } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { SERVICE_STATES } from "./words.ts";

export function serviceColumns(workspaceId: string): readonly DataColumn<Service>[] {
  const pathOf = (id: string) => workspacePath(workspaceId, `services/${id}`);
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      wide: true,
      cell: ({ id, name }) => <Link href={pathOf(id)}>{name}</Link>,
    },
    { id: "id", header: "Id", cell: ({ id }) => <span className="mono">{id}</span> },
    { id: "state", header: "State", cell: ({ state }) => <ServiceState state={state} /> },
    {
      id: "applications",
      header: "Applications",
      cell: ({ id, name, applicationCount }) => (
        <Link href={`${pathOf(id)}?tab=applications`} aria-label={`${applicationCount} applications of ${name}`}>
          {applicationCount}
        </Link>
      ),
    },
    {
      id: "description",
      header: "Description",
      wide: true,
      hiddenAtFirst: true,
      cell: ({ description }) => description ?? <span className="muted">None</span>,
    },
    {
      id: "token",
      header: "Service token",
      hiddenAtFirst: true,
      cell: ({ maskedToken }) => <span className="mono">{maskedToken}</span>,
    },
    { id: "created", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

export function ServiceState({ state }: Pick<Service, "state">): ReactNode {
  return <Badge tone={SERVICE_STATES[state].tone}>{SERVICE_STATES[state].label}</Badge>;
}
