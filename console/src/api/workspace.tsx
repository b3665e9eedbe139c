import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Identity } from "../../../sdk/src/generated/types.ts";
import type { Client } from "../../../sdk/src/index.ts";
import type { OperationId } from "../../../sdk/src/operations.ts";

/** The workspace that the page is about, and who the person is in it. */
export interface WorkspaceContext {
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** Acts for the person in this workspace. */
  readonly client: Client;
  readonly identity: Identity;
  /** Whether the person's role allows an operation. What is not allowed is not offered; the API refuses it all the same. */
  readonly can: (operation: OperationId) => boolean;
}

const Context = createContext<WorkspaceContext | undefined>(undefined);

export interface WorkspaceProviderProps extends Omit<WorkspaceContext, "can"> {
  readonly children: ReactNode;
}

export function WorkspaceProvider({ children, ...parts }: WorkspaceProviderProps): ReactNode {
  const { workspaceId, workspaceName, client, identity } = parts;
  const value = useMemo(() => {
    const operations = new Set<string>(identity.operations);
    return {
      workspaceId,
      workspaceName,
      client,
      identity,
      can: (operation: OperationId) => operations.has(operation),
    };
  }, [workspaceId, workspaceName, client, identity]);
  return <Context value={value}>{children}</Context>;
}

/** Only below a `WorkspaceProvider`, which is every page of a workspace. */
export function useWorkspace(): WorkspaceContext {
  const value = useContext(Context);
  if (value === undefined) throw new Error("no workspace around this component");
  return value;
}
