import type { Deployment } from "../../../sdk/src/generated/types.ts";
import { type Client, createClient } from "../../../sdk/src/index.ts";

/** The API is where the console is. */
export const BASE_URL = location.origin;

/** For the open operations, before anybody has signed in. */
export const openClient: Client = createClient({ baseUrl: BASE_URL });

/** What this deployment is: where people sign in, and which files the embed has. */
export async function readDeployment(): Promise<Deployment> {
  return await openClient.deployment();
}
