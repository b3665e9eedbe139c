import { Autocomplete } from "@base-ui/react/autocomplete";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useWorkspace, type WorkspaceContext } from "../api/workspace.tsx";
import { workspacePath } from "../paths.ts";
import { NAVIGATION } from "./navigation.ts";

interface Target {
  readonly id: string;
  readonly label: string;
  /** What it is, when it is not a page. */
  readonly note?: string;
  readonly path: string;
}

const FOUND_MAX = 5;
const SEARCH_LENGTH_MIN = 2;

/** Pages by their names, and from two letters on what the workspace holds. Loaded when it is first opened. */
export default function CommandList({ onDone }: { readonly onDone: () => void }): ReactNode {
  const workspace = useWorkspace();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  // The first time, it arrives after the dialog has looked for its first field.
  useEffect(() => input.current?.focus(), []);
  const settled = useDeferredValue(text.trim());
  const { data: things = [] } = useQuery({
    queryKey: [workspace.workspaceId, "search", settled],
    queryFn: () => findThings(workspace, settled),
    enabled: settled.length >= SEARCH_LENGTH_MIN,
  });
  const targets = [...findPages(workspace, text), ...(settled.length >= SEARCH_LENGTH_MIN ? things : [])];
  return (
    <search>
      <Autocomplete.Root
        items={targets}
        filter={null}
        value={text}
        onValueChange={setText}
        itemToStringValue={({ label }: Target) => label}
        open
        inline
        autoHighlight="always"
      >
        <Autocomplete.Input ref={input} className="input" placeholder="Page, token or member" aria-label="Search for" />
        <Autocomplete.Empty className="muted">Nothing is called that.</Autocomplete.Empty>
        <Autocomplete.List className="stack-tight">
          {(target: Target) => (
            <Autocomplete.Item
              key={target.id}
              value={target}
              className="menu-item"
              onClick={() => {
                onDone();
                navigate(target.path);
              }}
            >
              <span>
                {target.label}{" "}
                {target.note === undefined ? undefined : <span className="menu-note">{target.note}</span>}
              </span>
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </search>
  );
}

function findPages({ workspaceId, can }: WorkspaceContext, text: string): readonly Target[] {
  return NAVIGATION.flatMap(({ entries }) => entries)
    .filter(({ operation, label }) => can(operation) && label.toLowerCase().includes(text.trim().toLowerCase()))
    .map(({ page, label }) => ({ id: page, label, path: workspacePath(workspaceId, page) }));
}

/** One small page of each list that the person may read. */
async function findThings({ workspaceId, client, can }: WorkspaceContext, text: string): Promise<readonly Target[]> {
  const query = { text, limit: FOUND_MAX };
  const [tokens, members] = await Promise.all([
    can("listTokens") ? client.tokens.list(query) : NOTHING,
    can("listMembers") ? client.members.list(query) : NOTHING,
  ]);
  return [
    ...tokens.items.map(({ id, label, masked }) => ({
      id,
      label,
      note: `Token ${masked}`,
      path: workspacePath(workspaceId, `access-tokens/${id}`),
    })),
    ...members.items.map(({ id, email }) => ({
      id,
      label: email,
      note: "Member",
      path: workspacePath(workspaceId, `members?text=${encodeURIComponent(text)}`),
    })),
  ];
}

const NOTHING = { items: [] } as const;
