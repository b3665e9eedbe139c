import { Link } from "wouter";
import type { Member } from "../../../../sdk/src/generated/types.ts";
import { describeRole } from "../../api/words.ts";
import { Badge } from "../../design/badge.tsx";
import type { DataColumn } from "../../design/data-table.tsx";
import { Time } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { describeApis, describeServices, MEMBER_STATES } from "./words.ts";

export function memberColumns({
  workspaceId,
  oneselfId,
}: {
  readonly workspaceId: string;
  readonly oneselfId: string;
}): readonly DataColumn<Member>[] {
  return [
    {
      id: "email",
      header: "Email",
      isRowHeader: true,
      cell: ({ id, email }) => (
        <>
          {email} {id === oneselfId ? <Badge>You</Badge> : undefined}
        </>
      ),
    },
    { id: "role", header: "Role", cell: ({ role }) => describeRole(role) },
    { id: "apis", header: "APIs", wide: true, cell: ({ scopes }) => describeApis(scopes) },
    { id: "services", header: "Services", cell: ({ services }) => describeServices(services) },
    { id: "state", header: "State", cell: (member) => <State member={member} /> },
    {
      id: "tokens",
      header: "Tokens",
      cell: ({ id, tokenCount, email }) =>
        tokenCount === 0 ? (
          "0"
        ) : (
          <Link
            href={workspacePath(workspaceId, `access-tokens?ownerType=member&ownerId=${id}`)}
            aria-label={`${tokenCount} tokens of ${email}`}
          >
            {tokenCount}
          </Link>
        ),
    },
    { id: "added", header: "Added", hiddenAtFirst: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

function State({ member: { state, invitationExpiresAt } }: { readonly member: Member }) {
  const { label, tone } = MEMBER_STATES[state];
  if (state !== "invited" || invitationExpiresAt === null) return <Badge tone={tone}>{label}</Badge>;
  const isOver = Date.parse(invitationExpiresAt) <= Date.now();
  return (
    <span className="row">
      <Badge tone={isOver ? "danger" : tone}>{isOver ? "Invitation ended" : label}</Badge>
      <span className="small muted">
        {isOver ? "" : "ends "}
        <Time at={invitationExpiresAt} relative />
      </span>
    </span>
  );
}
