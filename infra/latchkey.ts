import { RemovalPolicy, Token } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LatchkeyAssets } from "./assets.ts";
import { createBootstrap, type Owner } from "./bootstrap.ts";
import { type CustomDomain, createEdge } from "./edge.ts";
import { createEmbedFiles } from "./embed-files.ts";
import { createFunctions, type LatchkeyFunctions } from "./functions.ts";
import { createGateway, type Throttling } from "./gateway.ts";
import { createTables, type LatchkeyTables } from "./tables.ts";

/** The OpenID Connect issuer whose access tokens open the console. Latchkey holds no secret of it. */
export interface SignIn {
  /** The `iss` claim, exactly as the issuer writes it. */
  readonly issuerUrl: string;
  /** The client that the tokens must have been issued to (`client_id`). */
  readonly clientId: string;
  /** Where the issuer publishes its signing keys. */
  readonly jwksUri: string;
}

export interface LatchkeyProps {
  /** What `buildAssets()` made: the code of the functions and the files of the embed. */
  readonly assets: LatchkeyAssets;

  /** Who may sign people in to the console. */
  readonly signIn: SignIn;

  /**
   * The first member, with the role `owner`, who can then invite everybody else. Read when the stack is first deployed;
   * changing it later adds nobody.
   */
  readonly owner: Owner;

  /**
   * Name of the workspace. Read when the stack is first deployed; later it is changed through the API.
   * @default "My workspace"
   */
  readonly workspaceName?: string;

  /**
   * What becomes of tables, embed files and logs when the stack or a part of it is deleted. `DESTROY` also turns off the
   * tables' deletion protection: every token, configurator and save is lost with the stack.
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
   * Own name for the API and the embed script, with TLS 1.2 as the lowest version.
   * @default - the name that CloudFront gives to the distribution
   */
  readonly domain?: CustomDomain;
}

/**
 * All of Latchkey: tables, functions, HTTP API, embed files and the CloudFront distribution in front of them.
 *
 * ```ts
 * const assets = await buildAssets("build");
 * new Latchkey(stack, "Latchkey", { assets, signIn: { issuerUrl, clientId, jwksUri }, owner: { email, subject } });
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
  /** Where the API and the embed script are, without a slash at the end. */
  readonly baseUrl: string;
  /** The script tag's address that always gives the current embed. */
  readonly embedScriptUrl: string;
  /** The address of exactly this version of the embed, to be used with `embedScriptIntegrity`. */
  readonly pinnedEmbedScriptUrl: string;
  /** Value of the `integrity` attribute for `pinnedEmbedScriptUrl`; the tag also needs `crossorigin="anonymous"`. */
  readonly embedScriptIntegrity: string;
  readonly workspaceId: string;

  constructor(scope: Construct, id: string, props: LatchkeyProps) {
    super(scope, id);
    const { assets, signIn, owner, domain } = props;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const logRetention = props.logRetention ?? RetentionDays.THREE_MONTHS;
    const edgeCacheSeconds = props.edgeCacheSeconds ?? EDGE_CACHE_SECONDS_MAX;
    assertProps(signIn, edgeCacheSeconds);

    const edgeCache = { EDGE_CACHE_SECONDS: String(edgeCacheSeconds) };
    this.tables = createTables(this, removalPolicy);
    this.functions = createFunctions(this, {
      code: assets.functions,
      tables: this.tables,
      logRetention,
      removalPolicy,
      environment: {
        authorizer: {
          ISSUER_URL: signIn.issuerUrl,
          ISSUER_CLIENT_ID: signIn.clientId,
          ISSUER_JWKS_URI: signIn.jwksUri,
        },
        "embed-load": edgeCache,
        tokens: edgeCache,
      },
    });
    this.api = createGateway(this, {
      functions: this.functions,
      throttling: props.throttling ?? { rate: 1000, burst: 500 },
      logRetention,
      removalPolicy,
    });
    const embedFiles = createEmbedFiles(this, {
      directory: assets.embed.directory,
      logRetention,
      removalPolicy,
    });
    this.distribution = createEdge(this, {
      api: this.api,
      embedFiles,
      edgeCacheSeconds,
      domain,
    });
    const bootstrap = createBootstrap(this, {
      handler: this.functions.bootstrap,
      workspaceName: props.workspaceName ?? DEFAULT_WORKSPACE_NAME,
      owner,
    });

    this.baseUrl = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    this.embedScriptUrl = `${this.baseUrl}/embed.js`;
    this.pinnedEmbedScriptUrl = `${this.baseUrl}/${assets.embed.script.path}`;
    this.embedScriptIntegrity = assets.embed.script.integrity;
    this.workspaceId = bootstrap.getAttString("WorkspaceId");
  }
}

export const DEFAULT_WORKSPACE_NAME = "My workspace";
const EDGE_CACHE_SECONDS_MAX = 60;

function assertProps({ issuerUrl, jwksUri }: SignIn, edgeCacheSeconds: number): void {
  if (!(Number.isInteger(edgeCacheSeconds) && edgeCacheSeconds >= 0 && edgeCacheSeconds <= EDGE_CACHE_SECONDS_MAX)) {
    throw new Error(
      `edgeCacheSeconds is ${edgeCacheSeconds}, but must be a whole number from 0 to ${EDGE_CACHE_SECONDS_MAX}: the API ` +
        "promises that a revoked public token loads nothing after that time. Use 0 to turn the cache off.",
    );
  }
  for (const [name, url] of Object.entries({ issuerUrl, jwksUri })) {
    if (!Token.isUnresolved(url) && !url.startsWith("https://")) {
      throw new Error(
        `signIn.${name} is "${url}", but must begin with https://: whoever can change its answers can sign in.`,
      );
    }
  }
}
