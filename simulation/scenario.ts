/**
 * What comes in. All of it is assumed; the numbers of a deployment are in its metrics, and every one of them can be given to `npm run simulate`.
 */
export interface Scenario {
  /** Requests a second at the edge, for API and configurators; files of embed and console are not among them. */
  readonly rps: number;
  /** Stored tokens. */
  readonly tokens: number;
  /** Websites with traffic: each has its own public token, origin and configurator. */
  readonly sites: number;
  readonly workspaces: number;
  /** How uneven traffic is over sites and workspaces: 1 is Zipf's law, 0 even. */
  readonly skew: number;
  /** Places of CloudFront that each have a cache of their own. */
  readonly edgeCaches: number;
  /** Of loads; absent: worked out. */
  readonly hitRatio: number | undefined;
  readonly shares: Readonly<Record<RequestKind, number>>;
  /** Mean time of an execution. */
  readonly authorizerMs: number;
  readonly functionMs: number;
  readonly coldStartMs: number;
  /** One call of DynamoDB, and one transaction. */
  readonly readMs: number;
  readonly transactionMs: number;
  /** Of the account. */
  readonly lambdaConcurrency: number;
  readonly gatewayRate: number;
  readonly stageRate: number | undefined;
  readonly seed: number;
}

/**
 * load: a page opens a configurator. events: it sends a batch. save: a shopper saves. private: a backend asks with a private token. quote: a price is
 * signed. change: something is managed, with its audit event.
 */
export const REQUEST_KINDS = ["load", "events", "save", "private", "quote", "change"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const SCENARIO: Scenario = {
  rps: 1000,
  tokens: 10_000_000,
  sites: 10_000,
  workspaces: 1,
  skew: 1,
  edgeCaches: 20,
  hitRatio: undefined,
  shares: { load: 0.6, events: 0.3, save: 0.02, private: 0.0748, quote: 0.005, change: 0.0002 },
  authorizerMs: 10,
  functionMs: 25,
  coldStartMs: 400,
  readMs: 5,
  transactionMs: 15,
  lambdaConcurrency: 1000,
  gatewayRate: 10_000,
  stageRate: undefined,
  seed: 1,
};
