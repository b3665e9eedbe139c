import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Card } from "../../../design/page.tsx";
import { Time } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { ActorName } from "../../configurator/actor-name.tsx";
import { ManagementCard } from "./management-card.tsx";
import { TokenCard } from "./token-card.tsx";

/** What a service is, its token, and how its backend uses it. */
export function OverviewPanel({ service }: { readonly service: Service }): ReactNode {
  const { workspaceId } = useWorkspace();
  const { id, description, applicationCount, createdAt, createdBy, updatedAt } = service;
  return (
    <div className="stack">
      <div className="columns">
        <Card title="Details">
          <dl className="details">
            <dt>Description</dt>
            <dd>{description ?? <span className="muted">None</span>}</dd>
            <dt>Applications</dt>
            <dd>
              <Link href={`${workspacePath(workspaceId, `services/${id}`)}?tab=applications`}>
                {applicationCount === 1 ? "1 application" : `${applicationCount} applications`}
              </Link>
            </dd>
            <dt>Created</dt>
            <dd>
              <Time at={createdAt} /> by <ActorName id={createdBy} />
            </dd>
            <dt>Changed</dt>
            <dd>
              <Time at={updatedAt} relative />
            </dd>
          </dl>
        </Card>
        <TokenCard service={service} />
      </div>
      <ManagementCard service={service} />
    </div>
  );
}
