import { isIP } from "node:net";
import { type RemovalPolicy, Token } from "aws-cdk-lib";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Alarms } from "./alarms.ts";
import type { LatchkeyAssets } from "./assets.ts";
import type { Owner } from "./bootstrap.ts";
import type { CustomDomain } from "./edge.ts";
import type { EventExport } from "./event-export.ts";
import { assertProvisioned, type ProvisionedConcurrency } from "./provisioned.ts";
import { assertSignIn, type SignIn } from "./sign-in.ts";
import { assertThrottling, type RouteThrottling, type Throttling } from "./throttling.ts";
import type { WebAcl } from "./web-acl.ts";

export interface LatchkeyProps {
  /** What `buildAssets()` made: the code of the functions, and the files of embed and console. */
  readonly assets: LatchkeyAssets;

  /**
   * Who signs people in to the console.
   * @default - a Cognito user pool of the stack's own, with the owner as its first person
   */
  readonly signIn?: SignIn | undefined;

  /**
   * The first member, with the role `owner`, who can then invite everybody else. They are invited, without an end, and accept with their
   * first sign-in. Until then, another address is invited in place of this one when the stack is deployed with it; later it adds nobody.
   */
  readonly owner: Owner;

  /**
   * Name of the workspace. Read when the stack is first deployed; later it is changed through the API.
   * @default "My workspace"
   */
  readonly workspaceName?: string;

  /**
   * What becomes of tables, user pool, keys, files and logs when the stack or a part of it is deleted. `DESTROY` also turns off the
   * deletion protection of tables and user pool: every token, configurator, save and sign-in is lost with the stack.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How long logs are kept: one group per function and one for the API's access log.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * What the API lets through, over all callers together; above it they are answered 429. The account's own limit counts
   * too, and is shared with every other API of the Region.
   * @default 1000 requests per second, bursts of 500
   */
  readonly throttling?: Throttling;

  /**
   * Limits of single operations, by their names in docs/rights.md, such as `{ loadConfigurator: { rate: 5000, burst: 2000 } }`. They hold in place of
   * `throttling`, over all callers together.
   * @default - none
   */
  readonly routeThrottling?: RouteThrottling;

  /**
   * Longest time, 0 to 60, that CloudFront may keep a loaded configurator. A revoked or newly forbidden public token can
   * load what is cached for that long. 0 turns the cache off.
   * @default 60
   */
  readonly edgeCacheSeconds?: number;

  /**
   * Networks in CIDR notation, IPv4 or IPv6, that webhooks may reach besides the public internet, such as that of a receiver in
   * your own network. Whoever may create a webhook can then make the platform connect to every address in them, also without TLS.
   * @default - none
   */
  readonly webhookAllowedNetworks?: readonly string[];

  /**
   * How long a quote holds, in seconds from 60 to 2592000 (30 days). A quote cannot be taken back: whoever has one can buy at its price for
   * so long, whatever is published meanwhile.
   * @default 86400, a day
   */
  readonly quoteLifetimeSeconds?: number;

  /**
   * Which key quotes are signed with: one more makes a new key. The key before it is no longer the stack's; name its ARN in
   * `earlierQuoteKeyArns` in the same deployment, or the quotes that it signed can no longer be verified.
   * @default 1
   */
  readonly quoteKeyGeneration?: number;

  /**
   * ARNs of keys that signed quotes before, which stay among the public keys. Take a key out when its last quote has expired, and
   * before it is disabled or deleted: a key that cannot be read would keep all others from being served.
   * @default - none
   */
  readonly earlierQuoteKeyArns?: readonly string[];

  /**
   * Files of every event, as JSON Lines in a bucket of their own, for Athena and tools like it. Firehose and the bucket cost what is sent and kept.
   * @default - no export; the API's own counts need none
   */
  readonly eventExport?: EventExport | undefined;

  /**
   * Whom the ten alarms of `ALARM_IDS` tell, at 0.10 USD a month for each metric that they look at. `false` makes no alarms.
   * @default - alarms that the dashboard shows, and that tell nobody
   */
  readonly alarms?: Alarms | false;

  /**
   * A web ACL of AWS WAF in front of everything: `"managed"` for one of the stack's own, which must then be in us-east-1, or the ARN of another.
   * @default - none; the API is throttled, and tokens have limits of their own
   */
  readonly webAcl?: WebAcl;

  /**
   * Environments that are kept ready for the first requests of a burst.
   * @default - none
   */
  readonly provisionedConcurrency?: ProvisionedConcurrency;

  /**
   * Own name for API, embed script and console, with TLS 1.2 as the lowest version.
   * @default - the name that CloudFront gives to the distribution
   */
  readonly domain?: CustomDomain;
}

export const EDGE_CACHE_SECONDS_MAX = 60;

/** Every prop, for programs that run without having been type-checked. */
const PROPS: Readonly<Record<keyof LatchkeyProps, true>> = {
  alarms: true,
  assets: true,
  domain: true,
  earlierQuoteKeyArns: true,
  edgeCacheSeconds: true,
  eventExport: true,
  logRetention: true,
  owner: true,
  provisionedConcurrency: true,
  quoteKeyGeneration: true,
  quoteLifetimeSeconds: true,
  removalPolicy: true,
  routeThrottling: true,
  signIn: true,
  throttling: true,
  webAcl: true,
  webhookAllowedNetworks: true,
  workspaceName: true,
};

/** @throws Error that says what to write in place of it, before anything is made */
export function assertProps(props: LatchkeyProps): void {
  const unknown = Object.keys(props).filter((name) => !(name in PROPS));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(", ")}: there is no such prop. There are ${Object.keys(PROPS).join(", ")}.`);
  }
  assertEmail(props.owner.email);
  assertEdgeCache(props.edgeCacheSeconds ?? EDGE_CACHE_SECONDS_MAX);
  assertSignIn(props.signIn);
  assertNetworks(props.webhookAllowedNetworks ?? []);
  assertThrottling(props.throttling, props.routeThrottling ?? {});
  assertProvisioned(props.provisionedConcurrency ?? {});
  assertDomain(props.domain);
}

function assertEmail(email: string): void {
  if (!Token.isUnresolved(email) && !/^[^@\s]+@[^@\s]+$/.test(email))
    throw new Error(`owner.email is "${email}", but must be an email address: its owner is who can sign in first.`);
}

function assertDomain(domain: CustomDomain | undefined): void {
  const { name, certificate, hostedZone } = domain ?? {};
  if (name === undefined || Token.isUnresolved(name)) return;
  if (!/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(name))
    throw new Error(
      `domain.name is "${name}", but must be a host name in lower case, without https:// and without a slash.`,
    );
  const arn = certificate?.certificateArn ?? "";
  if (!Token.isUnresolved(arn) && !/^arn:[a-z-]+:acm:us-east-1:/.test(arn))
    throw new Error(`domain.certificate is ${arn}, but CloudFront takes certificates of us-east-1 only.`);
  const zone = hostedZone?.zoneName ?? name;
  if (!Token.isUnresolved(zone) && name !== zone && !name.endsWith(`.${zone}`))
    throw new Error(`domain.hostedZone is that of ${zone}, in which ${name} cannot be.`);
}

function assertNetworks(networks: readonly string[]): void {
  for (const network of networks) {
    const [address = "", prefix = ""] = network.split("/");
    const bits = isIP(address) === 6 ? 128 : 32;
    const isNetwork = isIP(address) !== 0 && /^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= bits;
    if (!Token.isUnresolved(network) && !isNetwork) {
      throw new Error(
        `webhookAllowedNetworks holds "${network}", but takes networks in CIDR notation, such as 10.20.0.0/16.`,
      );
    }
  }
}

function assertEdgeCache(edgeCacheSeconds: number): void {
  if (!(Number.isInteger(edgeCacheSeconds) && edgeCacheSeconds >= 0 && edgeCacheSeconds <= EDGE_CACHE_SECONDS_MAX)) {
    throw new Error(
      `edgeCacheSeconds is ${edgeCacheSeconds}, but must be a whole number from 0 to ${EDGE_CACHE_SECONDS_MAX}: the API ` +
        "promises that a revoked public token loads nothing after that time. Use 0 to turn the cache off.",
    );
  }
}
