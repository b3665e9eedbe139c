import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";

/**
 * A part of what a page shows that belongs into its address, so that it can be sent to somebody: filters, sort, page. Values are texts; one that
 * equals its default is not written.
 *
 * @param defaults made once, outside of the component
 */
export function useAddressState<State extends Readonly<Record<string, string>>>(
  defaults: State,
): readonly [State, (changes: Partial<Record<keyof State & string, string>>) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => {
    const entries = Object.entries(defaults).map(([name, value]) => [name, search.get(name) ?? value]);
    return Object.fromEntries(entries) as State;
  }, [defaults, search]);
  const change = useCallback(
    (changes: Partial<Record<keyof State & string, string>>) => {
      setSearch(
        (former) => {
          const next = new URLSearchParams(former);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === defaults[name]) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        // Each keystroke of a search must not become an entry of the history.
        { replace: !("cursor" in changes && changes.cursor !== defaults.cursor) },
      );
    },
    [defaults, setSearch],
  );
  return [state, change];
}
