import { createContext, type ReactNode, useContext } from "react";
import type { Deployment } from "../../../sdk/src/generated/types.ts";

const Context = createContext<Deployment | undefined>(undefined);

export function DeploymentProvider({
  deployment,
  children,
}: {
  readonly deployment: Deployment;
  readonly children: ReactNode;
}): ReactNode {
  return <Context value={deployment}>{children}</Context>;
}

/** What this deployment is: where people sign in, which files the embed has. */
export function useDeployment(): Deployment {
  const value = useContext(Context);
  if (value === undefined) throw new Error("no deployment around this component");
  return value;
}
