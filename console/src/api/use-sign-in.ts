import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { SignInWorkspaces } from "../../../sdk/src/generated/types.ts";
import type { Session } from "../session/session.ts";
import { openClient } from "./deployment.ts";

export const SIGN_IN_KEY = ["sign-in"] as const;

/** The workspaces of whoever signed in, and the invitations that wait for them. */
export function useSignIn(session: Session): UseQueryResult<SignInWorkspaces> {
  return useQuery({
    queryKey: SIGN_IN_KEY,
    queryFn: async ({ signal }) => await openClient.signIn.workspaces({ idToken: await session.idToken() }, { signal }),
    staleTime: 60_000,
  });
}
