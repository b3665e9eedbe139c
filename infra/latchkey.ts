import { Lazy, RemovalPolicy } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Dashboard } from "aws-cdk-lib/aws-cloudwatch";
import type { CfnUserPool } from "aws-cdk-lib/aws-cognito";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { QUOTE_LIFETIME_SECONDS_DEFAULT } from "../functions/domain/quote.ts";
import { createAlarms, type LatchkeyAlarms } from "./alarms.ts";
import { createBootstrap } from "./bootstrap.ts";
import { createDashboard } from "./dashboard.ts";
import { confirmData, migrateData } from "./data-version.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { deploymentEnvironment } from "./deployment-environment.ts";
import { createEdge } from "./edge.ts";
import { createEdgeSecret } from "./edge-secret.ts";
import { createSecretsKey } from "./encryption.ts";
import { createEventExport } from "./event-export.ts";
import { createFunction, createFunctions, type FunctionsProps, type LatchkeyFunctions } from "./functions.ts";
import { createGateway } from "./gateway.ts";
import { assertProps, EDGE_CACHE_SECONDS_MAX, type LatchkeyProps } from "./props.ts";
import { keepWarm } from "./provisioned.ts";
import { createQuoteSigning } from "./quote-key.ts";
import { createSchedules } from "./schedule.ts";
import { createSignIn } from "./sign-in.ts";
import { createSiteFiles } from "./site-files.ts";
import { createTables, type LatchkeyTables } from "./tables.ts";
import { createUploadsBucket } from "./uploads.ts";
import { createWebAcl } from "./web-acl.ts";

export type { LatchkeyProps } from "./props.ts";

/**
 * All of Latchkey: tables, functions, HTTP API, sign-in, the files of embed and console, and the CloudFront distribution in front of them.
 *
 * ```ts
 * const assets = await buildAssets("build");
 * new Latchkey(stack, "Latchkey", { assets, owner: { email } });
 * ```
 *
 * The parts are exposed so that a deployer can add to them. There are no grant methods: other
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
  /** The ten alarms by the name of their runbook, and the topic that they tell. Undefined with `alarms: false`. */
  readonly alarms: LatchkeyAlarms | undefined;
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: LatchkeyProps) {
    super(scope, id);
    assertProps(props);
    const { assets, signIn, owner, domain } = props;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const logRetention = props.logRetention ?? RetentionDays.THREE_MONTHS;
    const edgeCacheSeconds = props.edgeCacheSeconds ?? EDGE_CACHE_SECONDS_MAX;
    const webhookAllowedNetworks = props.webhookAllowedNetworks ?? [];

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
    const deadLetters = createDeadLetters(this, removalPolicy);
    const functionsProps: FunctionsProps = {
      code: assets.functions,
      tables: this.tables,
      uploads,
      deadLetters,
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
    const { api, metering } = createGateway(this, {
      functions: this.functions,
      warm: keepWarm(this.functions, props.provisionedConcurrency ?? {}),
      deadLetters,
      throttling: props.throttling ?? { rate: 1000, burst: 500 },
      routeThrottling: props.routeThrottling ?? {},
      logRetention,
      removalPolicy,
    });
    this.api = api;
    const { embed, console } = assets;
    const siteFiles = createSiteFiles(this, { embed, console, after: migrated, logRetention, removalPolicy });
    this.distribution = createEdge(this, {
      api: this.api,
      secret: edgeSecret,
      siteFiles,
      signInOrigins: issuer.origins,
      edgeCacheSeconds,
      domain,
      webAclArn: props.webAcl && createWebAcl(this, props.webAcl),
    });
    createSchedules(this, this.functions);
    const { functions, tables, distribution } = this;
    const watched = { functions, tables, api, distribution, deadLetters, metering };
    this.alarms = props.alarms === false ? undefined : createAlarms(this, props.alarms ?? {}, watched);
    this.dashboard = createDashboard(this, watched, Object.values(this.alarms?.byId ?? {}));
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
