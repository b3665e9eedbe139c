/** Privileges that nothing on one machine can use, and why they are needed all the same. */
export interface NotExercised {
  /** Label of the role; `*` for every role that has them. */
  readonly role: string;
  readonly actions: readonly [string, ...string[]];
  /** The end of the resources; all resources when left out. */
  readonly resourceEnd?: string;
  readonly reason: string;
}

/**
 * What the local platform does not do in a role's name. An entry is refused when one of its actions is used after all, or is granted nowhere: it
 * would hide the next one that is not needed.
 */
export const NOT_EXERCISED: readonly NotExercised[] = [
  {
    role: "*",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    reason: "Lambda writes a function's lines in its role; on one machine they go to a file",
  },
  {
    role: "SiteFilesDeployment",
    actions: ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
    reason: "CDK's own function copies the files at deployment; on one machine they are served from the assembly",
  },
  {
    role: "EventExportDelivery",
    actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
    reason: "what Firehose asks of a bucket before it writes",
  },
  {
    role: "EventExportDelivery",
    actions: ["s3:AbortMultipartUpload"],
    reason: "how Firehose gives up a large file",
  },
  {
    role: "EventExportDelivery",
    actions: ["s3:PutObject"],
    resourceEnd: "/errors/*",
    reason: "where Firehose puts what it cannot write; the local one refuses that at once",
  },
  {
    role: "UsageMetering",
    actions: ["sqs:SendMessage"],
    reason: "Lambda sends what it has given up in the function's role; on one machine it is printed",
  },
];
