import { isIP } from "node:net";
import { Lazy, RemovalPolicy, Token } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { CfnUserPool } from "aws-cdk-lib/aws-cognito";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { QUOTE_LIFETIME_SECONDS_DEFAULT } from "../functions/domain/quote.ts";
import type { LatchkeyAssets } from "./assets.ts";
import { createBootstrap, type Owner } from "./bootstrap.ts";
import { confirmData, migrateData } from "./data-version.ts";
import { deploymentEnvironment } from "./deployment-environment.ts";
import { type CustomDomain, createEdge } from "./edge.ts";
import { createEdgeSecret } from "./edge-secret.ts";
import { createSecretsKey } from "./encryption.ts";
import { createEventExport, type EventExport } from "./event-export.ts";
import { createFunction, createFunctions, type FunctionsProps, type LatchkeyFunctions } from "./functions.ts";
import { createGateway, type Throttling } from "./gateway.ts";
import { createQuoteSigning } from "./quote-key.ts";
import { createSchedules } from "./schedule.ts";
import { assertSignIn, createSignIn, type SignIn } from "./sign-in.ts";
import { createSiteFiles } from "./site-files.ts";
import { createTables, type LatchkeyTables } from "./tables.ts";
import { createUploadsBucket } from "./uploads.ts";

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
}

/**
 * All of Latchkey: tables, functions, HTTP API, sign-in, the files of embed and console, and the CloudFront distribution in front of them.
 *
 * ```ts
 * const assets = await buildAssets("build");
 * new Latchkey(stack, "Latchkey", { assets, owner: { email } });
 * ```
 *
 * The parts are exposed so that a deployer can add alarms, a web ACL or DNS records. There are no grant methods: other
 * programs use the API with a token, and reading the tables directly would pass by every rule.
 */
export class Latchkey extends Construct {
  readonly tables: LatchkeyTables;
  readonly functions: LatchkeyFunctions;
  readonly api: HttpApi;
  readonly distribution: Distribution;
  /** Where people sign in, unless `signIn` names another issuer. */
  readonly userPool: CfnUserPool | undefined;
  /** Where API, embed script and console are, without a slash at the end. */
  readonly baseUrl: string;
  /** Where people come back to when they have signed in: the redirect address of the issuer's client. */
  readonly consoleUrl: string;
  /** The script tag's address that always gives the current embed. */
  readonly embedScriptUrl: string;
  /** The address of exactly this version of the embed, to be used with `embedScriptIntegrity`. */
  readonly pinnedEmbedScriptUrl: string;
  /** Value of the `integrity` attribute for `pinnedEmbedScriptUrl`; the tag also needs `crossorigin="anonymous"`. */
  readonly embedScriptIntegrity: string;
  /** Where shoppers' files go: what a page with a strict policy lists under `connect-src` besides `baseUrl`. */
  readonly uploadsOrigin: string;
  /** Holds the files of `eventExport`. */
  readonly eventBucket: IBucket | undefined;
  readonly workspaceId: string;

  constructor(scope: Construct, id: string, props: LatchkeyProps) {
    super(scope, id);
    const { assets, signIn, owner, domain } = props;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const logRetention = props.logRetention ?? RetentionDays.THREE_MONTHS;
    const edgeCacheSeconds = props.edgeCacheSeconds ?? EDGE_CACHE_SECONDS_MAX;
    const webhookAllowedNetworks = props.webhookAllowedNetworks ?? [];
    assertEdgeCache(edgeCacheSeconds);
    assertSignIn(signIn);
    assertNetworks(webhookAllowedNetworks);

    // Said later: the distribution that gives the console its name has a policy that names the issuer.
    this.consoleUrl = Lazy.string({ produce: () => `${this.baseUrl}/console/` });
    const issuer = createSignIn(this, {
      signIn,
      consoleUrl: this.consoleUrl,
      ownerEmail: owner.email,
      // Said later, too: the functions are told of the issuer.
      signUpFunctionArn: Lazy.string({ produce: () => this.functions["sign-up"].functionArn }),
      removalPolicy,
    });
    this.userPool = issuer.userPool;
    const issuerSettings = {
      ISSUER_URL: issuer.url,
      ISSUER_CLIENT_ID: issuer.clientId,
      ISSUER_JWKS_URI: issuer.jwksUri,
    };
    const edgeCache = { EDGE_CACHE_SECONDS: String(edgeCacheSeconds) };
    const receivers = { WEBHOOK_ALLOWED_NETWORKS: webhookAllowedNetworks.join(",") || NO_NETWORKS };
    const edgeSecret = createEdgeSecret(this);
    this.tables = createTables(this, removalPolicy);
    const uploads = createUploadsBucket(this, removalPolicy);
    const functionsProps: FunctionsProps = {
      code: assets.functions,
      tables: this.tables,
      uploads,
      secretsKey: createSecretsKey(this, removalPolicy),
      quoteSigning: createQuoteSigning(this, {
        generation: props.quoteKeyGeneration ?? 1,
        earlierKeyArns: props.earlierQuoteKeyArns ?? [],
        lifetimeSeconds: props.quoteLifetimeSeconds ?? QUOTE_LIFETIME_SECONDS_DEFAULT,
        removalPolicy,
      }),
      logRetention,
      removalPolicy,
      environment: {
        invitations: issuerSettings,
        authorizer: {
          ...issuerSettings,
          EDGE_SECRET: edgeSecret.unsafeUnwrap(),
        },
        meta: deploymentEnvironment({ issuer, embedScript: assets.embed.script, uploads }),
        "embed-load": edgeCache,
        tokens: edgeCache,
        webhooks: receivers,
        "expiry-notices": receivers,
      },
    };
    this.functions = createFunctions(this, functionsProps);
    const migrated = migrateData(this, this.functions);
    this.eventBucket =
      props.eventExport &&
      createEventExport(this, {
        ...props.eventExport,
        telemetry: this.tables.telemetry,
        createFunction: ({ scope: parent, environment, statements }) => {
          const settings = { ...functionsProps, environment: { "event-export": environment } };
          const run = createFunction(parent, "event-export", settings, statements);
          run.node.addDependency(migrated);
          return run;
        },
        removalPolicy,
      });
    this.api = createGateway(this, {
      functions: this.functions,
      throttling: props.throttling ?? { rate: 1000, burst: 500 },
      logRetention,
      removalPolicy,
    });
    const { embed, console } = assets;
    const siteFiles = createSiteFiles(this, { embed, console, after: migrated, logRetention, removalPolicy });
    this.distribution = createEdge(this, {
      api: this.api,
      secret: edgeSecret,
      siteFiles,
      signInOrigins: issuer.origins,
      edgeCacheSeconds,
      domain,
    });
    createSchedules(this, this.functions);
    const bootstrap = createBootstrap(this, {
      handler: this.functions.bootstrap,
      workspaceName: props.workspaceName ?? DEFAULT_WORKSPACE_NAME,
      owner,
    });
    confirmData(this, this.functions);

    this.baseUrl = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    // Only now, because the distribution takes its name from the API, and the API its functions.
    this.functions.quotes.addEnvironment("BASE_URL", this.baseUrl);
    this.embedScriptUrl = `${this.baseUrl}/embed.js`;
    this.pinnedEmbedScriptUrl = `${this.baseUrl}/${assets.embed.script.path}`;
    this.embedScriptIntegrity = assets.embed.script.integrity;
    this.uploadsOrigin = `https://${uploads.bucketRegionalDomainName}`;
    this.workspaceId = bootstrap.getAttString("WorkspaceId");
  }
}

export const DEFAULT_WORKSPACE_NAME = "My workspace";
/** How the functions are told that webhooks reach the public internet only. */
export const NO_NETWORKS = "none";
const EDGE_CACHE_SECONDS_MAX = 60;

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
