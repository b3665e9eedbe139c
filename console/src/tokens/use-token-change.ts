import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useRefreshTokens } from "./use-refresh-tokens.ts";

/** A change of a token by a form. It gives nothing back, so that no value of a token stays behind in a cache. */
export function useTokenChange<Input>(change: (input: Input) => Promise<void>): UseMutationResult<void, Error, Input> {
  const refresh = useRefreshTokens();
  return useMutation({ mutationFn: change, gcTime: 0, onSuccess: () => refresh() });
}
