import { useSyncExternalStore } from "react";

/** What stands behind `#/` in the address. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** Ids of operations need no escaping, so what is escaped is none of them. */
function read(): string {
  return location.hash.replace(/^#\/?/, "");
}
