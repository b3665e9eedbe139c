import type { IBucket } from "aws-cdk-lib/aws-s3";
import packageFile from "../package.json" with { type: "json" };
import type { LatchkeyAssets } from "./assets.ts";
import type { Issuer } from "./issuer.ts";

export interface DeploymentFacts {
  readonly issuer: Pick<Issuer, "url" | "clientId" | "scopes">;
  readonly embedScript: LatchkeyAssets["embed"]["script"];
  readonly uploads: Pick<IBucket, "bucketRegionalDomainName">;
}

/** What the function behind `getDeployment` tells everybody. */
export function deploymentEnvironment({ issuer, embedScript, uploads }: DeploymentFacts): Record<string, string> {
  return {
    ISSUER_URL: issuer.url,
    ISSUER_CLIENT_ID: issuer.clientId,
    ISSUER_SCOPES: issuer.scopes,
    EMBED_SCRIPT_PATH: `/${embedScript.path}`,
    EMBED_SCRIPT_INTEGRITY: embedScript.integrity,
    UPLOADS_ORIGIN: `https://${uploads.bucketRegionalDomainName}`,
    VERSION: packageFile.version,
  };
}
