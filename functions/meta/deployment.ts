import type { ResponseOf } from "../../contract/api.ts";
import type { readEnvironment } from "../environment.ts";

export const DEPLOYMENT_SETTINGS = [
  "ISSUER_URL",
  "ISSUER_CLIENT_ID",
  "ISSUER_SCOPES",
  "EMBED_SCRIPT_PATH",
  "EMBED_SCRIPT_INTEGRITY",
  "UPLOADS_ORIGIN",
  "VERSION",
] as const;

type Settings = ReturnType<typeof readEnvironment<(typeof DEPLOYMENT_SETTINGS)[number]>>;

/**
 * What this deployment is, for a page that nobody has signed in to.
 * @param s3Endpoint where S3 is, when it is somewhere else than in AWS: then files are sent there
 */
export function describeDeployment(settings: Settings, s3Endpoint: string | undefined): ResponseOf<"getDeployment"> {
  return {
    signIn: {
      issuer: settings.ISSUER_URL,
      clientId: settings.ISSUER_CLIENT_ID,
      scopes: settings.ISSUER_SCOPES,
    },
    embed: {
      scriptPath: "/embed.js",
      pinnedScriptPath: settings.EMBED_SCRIPT_PATH,
      integrity: settings.EMBED_SCRIPT_INTEGRITY,
    },
    uploadsOrigin: s3Endpoint === undefined ? settings.UPLOADS_ORIGIN : new URL(s3Endpoint).origin,
    version: settings.VERSION,
  };
}
