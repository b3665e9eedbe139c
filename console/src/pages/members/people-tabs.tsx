import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWorkspace } from "../../api/workspace.tsx";
import { workspacePath } from "../../paths.ts";

const TABS = [
  { page: "members", label: "Members", operation: "listMembers" },
  { page: "service-accounts", label: "Service accounts", operation: "listServiceAccounts" },
] as const;

/** Members and service accounts are two pages of one area. */
export function PeopleTabs({ current }: { readonly current: (typeof TABS)[number]["page"] }): ReactNode {
  const { workspaceId, can } = useWorkspace();
  return (
    <nav className="tab-list" aria-label="Members and service accounts">
      {TABS.filter(({ operation }) => can(operation)).map(({ page, label }) => (
        <Link
          key={page}
          className="tab"
          href={workspacePath(workspaceId, page)}
          aria-current={page === current ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
