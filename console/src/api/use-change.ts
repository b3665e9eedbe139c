import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useNotifications } from "../design/toast.tsx";
import { useWorkspace } from "./workspace.tsx";

/**
 * A change through the API. What it touches is read anew, and a sentence says that it was done; why it was not stays in `error`. Its answer is
 * forgotten with the component: it may hold a secret.
 *
 * @param renews names of the lists that are read anew: the second part of their query keys
 */
export function useChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  {
    renews,
    done,
  }: {
    readonly renews: readonly string[];
    readonly done?: ((output: Output, input: Input) => string) | undefined;
  },
): UseMutationResult<Output, Error, Input> {
  const { workspaceId } = useWorkspace();
  const queries = useQueryClient();
  const notifications = useNotifications();
  // The library takes a new function over only after the next paint: what was typed right before Enter would be missing in it.
  const latest = useRef(change);
  latest.current = change;
  return useMutation({
    mutationFn: (input: Input) => latest.current(input),
    gcTime: 0,
    onSuccess(output, input) {
      if (done !== undefined) notifications.done(done(output, input));
    },
    onSettled: () =>
      Promise.all(renews.map((name) => queries.invalidateQueries({ queryKey: [workspaceId, name] }))).then(() => {}),
  });
}
