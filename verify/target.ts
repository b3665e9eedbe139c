/** A deployment, and how it is reached. */
export interface Target {
  /** Where API, embed script and console are, without a slash at the end. */
  readonly baseUrl: string;
  /** A private token of an administrator or owner, with every API at `write` and all services. */
  readonly token: string;
  /** The global `fetch`, or one that finds a deployment whose name no DNS knows. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Has events counted now, where nothing does so every minute. */
  readonly runCounting?: () => Promise<void>;
}
