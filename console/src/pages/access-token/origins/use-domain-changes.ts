import { useMutation } from "@tanstack/react-query";
import type { Token, UpdateToken } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { useRefreshTokens } from "../../../tokens/use-refresh-tokens.ts";
import { type DomainList, withEntry, withoutEntry } from "./domain-lists.ts";
import { trialStateOf } from "./summarize-trial.ts";

export interface DomainChanges {
  readonly isPending: boolean;
  /** Adds an entry to a list; can be undone. */
  readonly add: (pattern: string, list: DomainList) => void;
  /** Lets the list on trial count, and ends the trial; can be undone. */
  readonly adoptTrial: (token: Token) => void;
  /** Ends the trial; can be undone while it would still run. */
  readonly endTrial: (token: Token) => void;
}

interface Change {
  /** Made from the token as it is when the change is sent: somebody else may have edited it since it was shown. */
  readonly of: (token: Token) => UpdateToken;
  readonly done: string;
  readonly undo?: Change;
}

/** Changes of a token's lists of domains that need no form. */
export function useDomainChanges(tokenId: string): DomainChanges {
  const { client } = useWorkspace();
  const { done, failed } = useNotifications();
  const refresh = useRefreshTokens();
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ of }: Change) => {
      await client.tokens.update(tokenId, of(await client.tokens.get(tokenId)));
    },
    onSuccess: (_, { done: text, undo }) => done(text, undo === undefined ? {} : { undo: () => mutate(undo) }),
    onError: failed,
    onSettled: () => refresh(),
  });
  return {
    isPending,
    add: (pattern, list) =>
      mutate({
        of: (token) => withEntry(token, pattern, list),
        done: list === "domains" ? `${pattern} is allowed.` : `${pattern} is on the list on trial.`,
        undo: {
          of: (token) => withoutEntry(token, pattern, list),
          done: list === "domains" ? `${pattern} is off the list again.` : `${pattern} is off the list on trial again.`,
        },
      }),
    adoptTrial: ({ domains, trial }) => {
      if (trial === null) return;
      mutate({
        of: () => ({ domains: trial.domains, trial: null }),
        done: "The list on trial counts now.",
        // A trial that was over cannot be had back.
        undo: { of: () => ({ domains, ...(isRunning(trial) && { trial }) }), done: "The former list counts again." },
      });
    },
    endTrial: ({ trial }) => {
      if (trial === null) return;
      mutate({
        of: () => ({ trial: null }),
        done: isRunning(trial) ? "The trial has ended." : "The list on trial is removed.",
        ...(isRunning(trial) && { undo: { of: () => ({ trial }), done: "The trial goes on." } }),
      });
    },
  };
}

function isRunning(trial: NonNullable<Token["trial"]>): boolean {
  return trialStateOf(trial, Date.now()) === "running";
}
