import { App, CfnOutput, CfnParameter, Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Construct } from "constructs";
import type { LatchkeyAssets } from "./assets.ts";
import { readFeatureFlags } from "./feature-flags.ts";
import { DEFAULT_WORKSPACE_NAME, Latchkey, NO_NETWORKS } from "./latchkey.ts";

export const STACK_NAME = "Latchkey";

/**
 * The app with its one stack, not yet synthesized. Synthesis fails on every finding of the AwsSolutions rules that is not
 * acknowledged beside the resource it is about.
 */
export function createApp(outDir: string, assets: LatchkeyAssets): App {
  // The CLI hands its own settings over in the environment, and those win over this context.
  const app = new App({ outdir: outDir, context: readFeatureFlags(), analyticsReporting: false, autoSynth: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new LatchkeyStack(app, STACK_NAME, assets);
  return app;
}

/** Loopback is allowed because a deployed function can reach nobody there, and a local run needs no certificate. */
const HTTPS_OR_LOOPBACK = "^(https://|http://(localhost|127\\.0\\.0\\.1)[:/]).*$";

/** The stack of `cdk deploy`: everything that differs between deployments is a parameter, and none of it is a secret. */
export class LatchkeyStack extends Stack {
  constructor(scope: Construct, id: string, assets: LatchkeyAssets) {
    super(scope, id, {
      description: "Latchkey: access tokens that are safe to put on somebody else's website",
      analyticsReporting: false,
    });
    const latchkey = new Latchkey(this, "Latchkey", {
      assets,
      signIn: {
        issuerUrl: this.url("IssuerUrl", "The iss claim of the OpenID Connect issuer that signs people in"),
        clientId: this.text("IssuerClientId", "The client id of the console at that issuer"),
        jwksUri: this.url("IssuerJwksUri", "Where that issuer publishes its signing keys"),
      },
      owner: {
        email: this.text("OwnerEmail", "Email address of the workspace's first owner"),
        subject: this.text("OwnerSubject", "The sub claim of the first owner at that issuer"),
      },
      workspaceName: this.text("WorkspaceName", "Name of the workspace", DEFAULT_WORKSPACE_NAME),
      webhookAllowedNetworks: [
        this.networks(
          "WebhookAllowedNetworks",
          "Networks that webhooks may reach besides the public internet, in CIDR notation with commas between them",
        ),
      ],
    });
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
  }

  private text(id: string, description: string, defaultValue?: string): string {
    return new CfnParameter(this, id, {
      description,
      minLength: 1,
      maxLength: 256,
      ...(defaultValue !== undefined && { default: defaultValue }),
    }).valueAsString;
  }

  private url(id: string, description: string): string {
    return new CfnParameter(this, id, {
      description,
      maxLength: 2048,
      allowedPattern: HTTPS_OR_LOOPBACK,
      constraintDescription: "must begin with https://",
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

  private output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}
