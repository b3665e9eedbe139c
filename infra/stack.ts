import { App, CfnCondition, CfnOutput, CfnParameter, CfnRule, Fn, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import type { LatchkeyAssets } from "./assets.ts";
import { readFeatureFlags } from "./feature-flags.ts";
import { SCOPES_DEFAULT } from "./issuer.ts";
import { DEFAULT_WORKSPACE_NAME, Latchkey, NO_NETWORKS } from "./latchkey.ts";
import type { SignIn } from "./sign-in.ts";
import { addTemplateChecks } from "./template-checks.ts";

export const STACK_NAME = "Latchkey";

/**
 * The app with its one stack, not yet synthesized. Synthesis fails on every finding of the template checks that is not acknowledged beside the
 * resource it is about.
 */
export function createApp(outDir: string, assets: LatchkeyAssets): App {
  // The CLI hands its own settings over in the environment, and those win over this context.
  const app = new App({ outdir: outDir, context: readFeatureFlags(), analyticsReporting: false, autoSynth: false });
  addTemplateChecks(app);
  const stage = readStage(app);
  new LatchkeyStack(app, stage === undefined ? STACK_NAME : `${STACK_NAME}-${stage}`, {
    assets,
    stage: stage ?? DEFAULT_STAGE,
  });
  return app;
}

const DEFAULT_STAGE = "production";

/**
 * The stage of `cdk deploy -c stage=staging`: a stack of its own beside the others, with everything that is in one.
 *
 * @returns undefined for the stack without one
 * @throws Error for a name that cannot be a part of a stack's
 */
function readStage(app: App): string | undefined {
  const stage: unknown = app.node.tryGetContext("stage");
  if (stage === undefined) return undefined;
  if (typeof stage !== "string" || !/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      `the stage is "${stage}", but must be up to twenty small letters, digits and hyphens, a letter first: -c stage=staging`,
    );
  }
  return stage;
}

/**
 * Loopback is allowed because a deployed function can reach nobody there, and a local run needs no certificate. No space and no semicolon: the
 * origin becomes a part of the console's content security policy.
 */
const ORIGIN = "(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?)";

const URL_PATTERN = `${ORIGIN}(/[!-~]*)?`;

export interface LatchkeyStackProps {
  readonly assets: LatchkeyAssets;
  /** What the stack's resources are tagged with, so that each stage has its own line in the bill. */
  readonly stage: string;
}

/** The stack of `cdk deploy`: everything that differs between deployments is a parameter, and none of it is a secret. */
export class LatchkeyStack extends Stack {
  constructor(scope: Construct, id: string, { assets, stage }: LatchkeyStackProps) {
    super(scope, id, {
      description: "Latchkey: access tokens that are safe to put on somebody else's website",
      analyticsReporting: false,
      // CloudFormation gives them to every resource that takes tags.
      tags: { application: "latchkey", "latchkey:stage": stage },
    });
    const eventExport = this.eventExport();
    const alarms = this.alarms();
    const latchkey = new Latchkey(this, "Latchkey", {
      assets,
      signIn: this.signIn(),
      owner: {
        email: this.email(
          "OwnerEmail",
          "Email address of the workspace's first owner, who accepts with the first sign-in",
        ),
      },
      workspaceName: this.text("WorkspaceName", "Name of the workspace", DEFAULT_WORKSPACE_NAME),
      webhookAllowedNetworks: [
        this.networks(
          "WebhookAllowedNetworks",
          "Networks that webhooks may reach besides the public internet, in CIDR notation with commas between them",
        ),
      ],
      eventExport: { condition: eventExport },
      alarms,
    });
    this.output(
      "ConsoleUrl",
      "Where people sign in, and where an issuer of your own sends them back to",
      latchkey.consoleUrl,
    );
    this.output(
      "FirstSignIn",
      "What the owner does first",
      `Open ${latchkey.consoleUrl} and sign in with the address of OwnerEmail: a user pool has mailed it a temporary password.`,
    );
    this.output(
      "EmbedSnippet",
      "The script tag for a website, to be filled in with a public token and a configurator",
      `<script src="${latchkey.embedScriptUrl}" data-token="lkp_..." data-configurator="cfg_..." data-target="#configurator" async></script>`,
    );
    this.output("BaseUrl", "Where the API and the embed script are", latchkey.baseUrl);
    this.output("ApiEndpoint", "The API without CloudFront in front", latchkey.api.apiEndpoint);
    this.output(
      "DistributionDomain",
      "Target for a DNS record of your own",
      latchkey.distribution.distributionDomainName,
    );
    this.output("EmbedScriptUrl", "For script tags that follow new versions", latchkey.embedScriptUrl);
    this.output("PinnedEmbedScriptUrl", "For script tags that stay on this version", latchkey.pinnedEmbedScriptUrl);
    this.output("EmbedScriptIntegrity", "The integrity attribute for the pinned script", latchkey.embedScriptIntegrity);
    this.output("UploadsOrigin", "Where shoppers' files go, for connect-src of strict pages", latchkey.uploadsOrigin);
    this.output("WorkspaceId", "The workspace that was created", latchkey.workspaceId);
    this.output(
      "DashboardUrl",
      "Alarms and graphs of this deployment",
      `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards/dashboard/${latchkey.dashboard.dashboardName}`,
    );
    if (latchkey.alarms?.topic !== undefined) {
      const topic = this.output("AlarmTopic", "What alarms tell", latchkey.alarms.topic.topicArn);
      topic.condition = alarms.condition;
    }
    if (latchkey.userPool !== undefined) {
      const userPoolId = this.output("UserPoolId", "Where people have their sign-in", latchkey.userPool.ref);
      userPoolId.condition = latchkey.userPool.cfnOptions.condition;
    }
    if (latchkey.eventBucket !== undefined) {
      const bucket = this.output("EventBucket", "Where files of events are", latchkey.eventBucket.bucketName);
      bucket.condition = eventExport;
    }
  }

  /** With an empty `AlarmEmail`, alarms are seen in CloudWatch only. */
  private alarms(): Alarms {
    const email = this.optional("AlarmEmail", "Who is told of alarms by email; empty for nobody", "[^@\\s]+@[^@\\s]+");
    const hasEmail = Fn.conditionNot(Fn.conditionEquals(email, ""));
    return { email, condition: new CfnCondition(this, "HasAlarmEmail", { expression: hasEmail }) };
  }

  /** Whether events are exported is said at deployment: the template holds both. */
  private eventExport(): CfnCondition {
    const setting = new CfnParameter(this, "EventExport", {
      description: "Whether every event is also written to files in a bucket, for Athena and tools like it",
      allowedValues: ["on", "off"],
      default: "off",
    }).valueAsString;
    return new CfnCondition(this, "HasEventExport", { expression: Fn.conditionEquals(setting, "on") });
  }

  /** One template for both ways to sign in: with an empty `IssuerUrl` it makes a user pool. */
  private signIn(): SignIn {
    const issuerUrl = this.optional(
      "IssuerUrl",
      "The iss claim of your own OpenID Connect issuer; empty for a Cognito user pool",
      URL_PATTERN,
    );
    const clientId = this.optional("IssuerClientId", "The client id of the console at your own issuer", "[!-~]+");
    const jwksUri = this.optional("IssuerJwksUri", "Where your own issuer publishes its signing keys", URL_PATTERN);
    const tokenOrigin = this.optional(
      "IssuerTokenOrigin",
      "Origin of your issuer's token endpoint, unless it is the issuer's own",
      ORIGIN,
    );
    const hasIssuer = Fn.conditionNot(Fn.conditionEquals(issuerUrl, ""));
    new CfnRule(this, "IssuerIsComplete", {
      ruleCondition: hasIssuer,
      assertions: [clientId, jwksUri].map((parameter) => ({
        assert: Fn.conditionNot(Fn.conditionEquals(parameter, "")),
        assertDescription: "IssuerUrl, IssuerClientId and IssuerJwksUri are given together or not at all",
      })),
    });
    return {
      issuerUrl,
      clientId,
      jwksUri,
      tokenOrigin,
      scopes: [this.text("IssuerScopes", "What the console asks your own issuer for", SCOPES_DEFAULT.join(" "))],
      condition: new CfnCondition(this, "HasIssuer", { expression: hasIssuer }),
    };
  }

  private text(id: string, description: string, defaultValue?: string): string {
    return new CfnParameter(this, id, {
      description,
      minLength: 1,
      maxLength: 256,
      ...(defaultValue !== undefined && { default: defaultValue }),
    }).valueAsString;
  }

  private email(id: string, description: string): string {
    return new CfnParameter(this, id, {
      description,
      maxLength: 254,
      allowedPattern: "^[^@\\s]+@[^@\\s]+$",
      constraintDescription: "must be an email address",
    }).valueAsString;
  }

  private optional(id: string, description: string, pattern: string): string {
    return new CfnParameter(this, id, {
      description,
      maxLength: 2048,
      default: "",
      allowedPattern: `^(${pattern})?$`,
    }).valueAsString;
  }

  private networks(id: string, description: string): string {
    return new CfnParameter(this, id, {
      description,
      maxLength: 1024,
      default: NO_NETWORKS,
      allowedPattern: `^(${NO_NETWORKS}|[0-9a-fA-F.:]+/[0-9]{1,3}(,[0-9a-fA-F.:]+/[0-9]{1,3})*)$`,
      constraintDescription: `must be ${NO_NETWORKS}, or networks such as 10.20.0.0/16,fd12::/32`,
    }).valueAsString;
  }

  private output(id: string, description: string, value: string): CfnOutput {
    return new CfnOutput(this, id, { description, value });
  }
}
