import type { RemovalPolicy } from "aws-cdk-lib";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Alarms } from "./alarms.ts";
import type { LatchkeyAssets } from "./assets.ts";
import type { Owner } from "./bootstrap.ts";
import type { CustomDomain } from "./edge.ts";
import type { EventExport } from "./event-export.ts";
import type { Throttling } from "./gateway.ts";
import type { SignIn } from "./sign-in.ts";

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
   * Own name for API, embed script and console, with TLS 1.2 as the lowest version.
   * @default - the name that CloudFront gives to the distribution
   */
  readonly domain?: CustomDomain;

  /**
   * Whom the ten alarms of `ALARM_IDS` tell. `false` makes no alarms.
   * @default - alarms that are seen in CloudWatch and tell nobody
   */
  readonly alarms?: Alarms | false;
}
