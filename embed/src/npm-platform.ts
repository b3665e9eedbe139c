import type { Platform } from "./core/mount.ts";

/** Where the Latchkey deployment is. */
export interface Deployment {
  /** For example `https://configure.example.com`. */
  readonly baseUrl: string;
}

/** What the npm package brings with it: the other files are chunks of whoever bundles it, loaded when they are needed. */
export function createNpmPlatform({ baseUrl }: Deployment): Platform {
  return {
    baseUrl,
    loadUi: () => import("./ui/index.ts"),
    loadExtras: () => import("./ui/extras.ts"),
    loadViewer: () => import("./viewer/index.ts"),
  };
}
