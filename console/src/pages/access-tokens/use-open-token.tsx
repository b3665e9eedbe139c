import { ArrowRight } from "lucide-react";
import { useLocation } from "wouter";
import type { Token } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import type { Action } from "../../design/menu.tsx";
import { workspacePath } from "../../paths.ts";

/** The first entry of a row's menu: to the token's own page. */
export function useOpenToken(): (token: Token) => Action {
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  return ({ id }) => ({
    id: "open",
    label: "Open",
    icon: <ArrowRight aria-hidden />,
    onSelect: () => navigate(workspacePath(workspaceId, `access-tokens/${id}`)),
  });
}
