import { CfnElement, Duration, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { HttpMethods, type IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { DeployedFunction } from "./deployed-functions.ts";
import { PrivateBucket } from "./private-bucket.ts";

/** Where a browser sends a file, and where it is kept once it has been checked: see functions/store/files.ts. */
type Folder = "pending" | "files";

/** One IAM statement: one action on all objects of one folder. */
export interface FileGrant {
  readonly action: "GetObject" | "PutObject" | "DeleteObject";
  readonly folder: Folder;
}

/** What each function may do with shoppers' files. A form or an address that a function signs can do what the function itself can. */
export const FILE_GRANTS: Readonly<Partial<Record<DeployedFunction, readonly FileGrant[]>>> = {
  uploads: [
    { action: "PutObject", folder: "pending" },
    { action: "GetObject", folder: "pending" },
    { action: "PutObject", folder: "files" },
    { action: "GetObject", folder: "files" },
  ],
  "file-cleanup": [{ action: "DeleteObject", folder: "files" }],
};

/**
 * The bucket that shoppers send files to. It is private: a browser can add one file at a time, with a form that a function has signed, and
 * only who may read the workspace's configurations is given an address that opens one. It keeps no versions, so what is deleted is gone. What
 * was sent and not kept ends by itself; which of the kept files no save has is known to the uploads' items only, so a function deletes those.
 */
export function createUploadsBucket(scope: Construct, removalPolicy: RemovalPolicy): IBucket {
  const bucket = new PrivateBucket(scope, "Uploads", {
    // Any page may send a form: its signature says which, and the answer to it says nothing.
    cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ["*"] }],
    lifecycleRules: [
      { id: "Pending", prefix: "pending/", expiration: Duration.days(1) },
      { id: "Abandoned", abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy,
  });
  acknowledge(
    bucket,
    "AwsSolutions-S1",
    "Nothing gets in or out but by a form or an address that a function has signed, and the API's access log has a line for each of these.",
  );
  return bucket;
}

/** How a function is told about the bucket, if it may do anything with it. */
export function fileEnvironment(name: DeployedFunction, bucket: IBucket): Record<string, string> {
  return name in FILE_GRANTS ? { UPLOADS_BUCKET: bucket.bucketName } : {};
}

/** One statement for each action and folder, as for tables. */
export function fileStatements(name: DeployedFunction, bucket: IBucket): PolicyStatement[] {
  return (FILE_GRANTS[name] ?? []).map(
    ({ action, folder }) =>
      new PolicyStatement({
        sid: `${action}${folder === "files" ? "Files" : "Pending"}`,
        effect: Effect.ALLOW,
        actions: [`s3:${action}`],
        resources: [bucket.arnForObjects(`${folder}/*`)],
      }),
  );
}

/** To be called with the role that has the statements. */
export function acknowledgeFolders(role: Role, name: DeployedFunction, bucket: IBucket): void {
  const { defaultChild: resource } = bucket.node;
  if (!CfnElement.isCfnElement(resource)) return;
  for (const folder of new Set((FILE_GRANTS[name] ?? []).map((grant) => grant.folder))) {
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${Stack.of(role).getLogicalId(resource)}.Arn>/${folder}/*]`,
      "There is one object for each upload, named by its id.",
    );
  }
}
