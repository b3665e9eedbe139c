import { idOfToken } from "../core/public-token.ts";
import type { LoadedConfigurator, Opening, UiContext } from "../core/types.ts";
import { attempt } from "./attempt.ts";
import { toJson } from "./json.ts";

/** The product that this browser saw last, for when the API cannot be reached or refuses. */
export interface LastKnown {
  read(): LoadedConfigurator | undefined;
  remember(opening: Opening): void;
  forget(): void;
  /** Whatever product it was. */
  forgetAll(): void;
}

const PREFIX = "latchkey:product:";
export const PRODUCTS_MAX = 5;
export const PRODUCT_LENGTH_MAX = 300_000;
const AGE_MS_MAX = 30 * 24 * 60 * 60 * 1_000;

/** Kept as `<milliseconds since 1970> <JSON>`, so that the age of all of them is known without reading them. */
export function createLastKnown({ options: { baseUrl, configurator, token } }: Pick<UiContext, "options">): LastKnown {
  const key = `${PREFIX}${baseUrl} ${configurator} ${idOfToken(token)}`;
  const forget = () => attempt(() => localStorage.removeItem(key));
  return {
    read: () =>
      attempt(() => {
        const entry = localStorage.getItem(key);
        return entry && isYoung(entry) ? JSON.parse(entry.slice(entry.indexOf(" "))) : undefined;
      }),
    remember(opening) {
      const product = publishedIn(opening);
      const entry = product && `${Date.now()} ${toJson(product)}`;
      if (!entry || entry.length > PRODUCT_LENGTH_MAX) return;
      forget();
      attempt(tidy);
      attempt(() => localStorage.setItem(key, entry));
    },
    forget,
    forgetAll: () =>
      attempt(() => {
        for (const one of keysOfAll()) localStorage.removeItem(one);
      }),
  };
}

/** A saved configuration of another version says nothing about the one that is published now. */
function publishedIn({ loaded, resumed }: Opening): LoadedConfigurator | undefined {
  const { configuratorId } = loaded;
  if (!resumed) return loaded;
  const { current, migration, version, document } = resumed;
  if (migration) return { configuratorId, version: migration.version, document: migration.document };
  return current?.version === version ? { configuratorId, version, document } : undefined;
}

/** Makes room for one more. */
function tidy(): void {
  const entries = keysOfAll()
    .map((key) => ({ key, entry: localStorage.getItem(key) ?? "" }))
    .toSorted((one, other) => savedAt(other.entry) - savedAt(one.entry));
  for (const [index, { key, entry }] of entries.entries()) {
    if (index >= PRODUCTS_MAX - 1 || !isYoung(entry)) localStorage.removeItem(key);
  }
}

function keysOfAll(): readonly string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function isYoung(entry: string): boolean {
  const age = Date.now() - savedAt(entry);
  return age >= 0 && age < AGE_MS_MAX;
}

function savedAt(entry: string): number {
  return Number.parseInt(entry, 10) || 0;
}
