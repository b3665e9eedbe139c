import { expect, it } from "vitest";
import { deployment } from "../../../contract/schemas/deployment.ts";
import { DEPLOYMENT_SETTINGS, describeDeployment } from "../../../functions/meta/deployment.ts";
import { deploymentEnvironment } from "../../../infra/deployment-environment.ts";
import packageFile from "../../../package.json" with { type: "json" };

const environment = deploymentEnvironment({
  issuer: { url: "https://issuer.example", clientId: "console", scopes: "openid email" },
  embedScript: { path: "assets/core.0123abcd.js", integrity: "sha384-abc" },
  uploads: { bucketRegionalDomainName: "uploads.s3.eu-central-1.amazonaws.com" },
});
const settings = {
  ISSUER_URL: "",
  ISSUER_CLIENT_ID: "",
  ISSUER_SCOPES: "",
  EMBED_SCRIPT_PATH: "",
  EMBED_SCRIPT_INTEGRITY: "",
  UPLOADS_ORIGIN: "",
  VERSION: "",
  ...environment,
};

it("tells what the stack knows, and nothing else", () => {
  expect(Object.keys(environment).sort()).toEqual([...DEPLOYMENT_SETTINGS].sort());
  const described = describeDeployment(settings, undefined);
  expect(deployment.parse(described)).toEqual({
    signIn: { issuer: "https://issuer.example", clientId: "console", scopes: "openid email" },
    embed: {
      scriptPath: "/embed.js",
      pinnedScriptPath: "/assets/core.0123abcd.js",
      integrity: "sha384-abc",
    },
    uploadsOrigin: "https://uploads.s3.eu-central-1.amazonaws.com",
    version: packageFile.version,
  });
});

it("sends files to where S3 is, when that is not in AWS", () => {
  expect(describeDeployment(settings, "http://127.0.0.1:23456").uploadsOrigin).toBe("http://127.0.0.1:23456");
});
