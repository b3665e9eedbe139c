import { BookOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useWorkspace } from "../api/workspace.tsx";
import { workspacePath } from "../paths.ts";
import { Brand } from "./brand.tsx";
import { NAVIGATION } from "./navigation.ts";

export const SIDEBAR_ID = "navigation";

export function Sidebar(): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const [path] = useLocation();
  const root = workspacePath(workspaceId, "");
  const [page = ""] = path.slice(root.length).split("/");
  return (
    <nav id={SIDEBAR_ID} className="sidebar" aria-label="Workspace">
      <Brand />
      {NAVIGATION.map(({ title, entries }) => {
        const offered = entries.filter(({ operation }) => can(operation));
        if (offered.length === 0) return undefined;
        return (
          <div key={title} className="nav-group">
            <p className="nav-title">{title}</p>
            {offered.map(({ page: target, label, icon: Icon, also = [] }) => (
              <Link
                key={target}
                className="nav-link"
                href={workspacePath(workspaceId, target)}
                aria-current={page === target || also.includes(page) ? "page" : undefined}
              >
                <Icon aria-hidden /> {label}
              </Link>
            ))}
          </div>
        );
      })}
      <div className="nav-group">
        <p className="nav-title">Help</p>
        <a className="nav-link" href="/docs">
          <BookOpen aria-hidden /> API reference
        </a>
      </div>
    </nav>
  );
}
