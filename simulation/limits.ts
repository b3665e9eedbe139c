/**
 * Where a number comes from: AWS's documentation (read in a stored copy, without an account), or memory. Nothing here was measured on AWS. Quotas
 * that can be raised differ between accounts and Regions: Service Quotas tells the ones that hold.
 */
export type Certainty = "documented" | "memory";

export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly certainty: Certainty;
  /** Page of the documentation, or what the number was remembered as. */
  readonly source: string;
  readonly raise: "on request" | "never" | "setting";
}

export const LIMITS = {
  partitionReads: {
    value: 3000,
    unit: "read units/s per partition",
    certainty: "documented",
    source: "DynamoDB developer guide, bp-partition-key-design",
    raise: "never",
  },
  partitionWrites: {
    value: 1000,
    unit: "write units/s per partition",
    certainty: "documented",
    source: "DynamoDB developer guide, bp-partition-key-design",
    raise: "never",
  },
  newTableReads: {
    value: 12_000,
    unit: "read units/s on a new on-demand table",
    certainty: "documented",
    source: "DynamoDB developer guide, on-demand-capacity-mode",
    raise: "setting",
  },
  newTableWrites: {
    value: 4000,
    unit: "write units/s on a new on-demand table",
    certainty: "documented",
    source: "DynamoDB developer guide, on-demand-capacity-mode",
    raise: "setting",
  },
  tableReads: {
    value: 40_000,
    unit: "read units/s per on-demand table",
    certainty: "documented",
    source: "DynamoDB developer guide, on-demand-capacity-mode-max-throughput",
    raise: "on request",
  },
  tableWrites: {
    value: 40_000,
    unit: "write units/s per on-demand table",
    certainty: "documented",
    source: "DynamoDB developer guide, on-demand-capacity-mode-max-throughput",
    raise: "on request",
  },
  lambdaConcurrency: {
    value: 1000,
    unit: "executions at once per account and Region",
    certainty: "documented",
    source: "Lambda developer guide, scaling-behavior",
    raise: "on request",
  },
  lambdaRequestsPerExecution: {
    value: 10,
    unit: "requests/s for each execution of the account's concurrency",
    certainty: "documented",
    source: "Lambda developer guide, scaling-behavior: 1,000 environments or 10,000 requests/s every 10 s",
    raise: "never",
  },
  lambdaScaling: {
    value: 1000,
    unit: "new environments per function and 10 s",
    certainty: "documented",
    source: "Lambda developer guide, scaling-behavior",
    raise: "never",
  },
  gatewayRate: {
    value: 10_000,
    unit: "requests/s per account and Region, all APIs together",
    certainty: "documented",
    source: "API Gateway developer guide, limits (2023)",
    raise: "on request",
  },
  gatewayBurst: {
    value: 5000,
    unit: "requests at once per account and Region",
    certainty: "documented",
    source: "API Gateway developer guide, limits (2023)",
    raise: "on request",
  },
  edgeRate: {
    value: 250_000,
    unit: "requests/s per distribution",
    certainty: "documented",
    source: "CloudFront developer guide, cloudfront-limits",
    raise: "on request",
  },
  kmsSign: {
    value: 1000,
    unit: "signatures/s with ECC keys per account and Region",
    certainty: "memory",
    source: "KMS developer guide, requests-per-second; 300 in older accounts",
    raise: "on request",
  },
  kmsSymmetric: {
    value: 10_000,
    unit: "Encrypt and Decrypt/s per account and Region",
    certainty: "memory",
    source: "KMS developer guide, requests-per-second; more in large Regions",
    raise: "on request",
  },
  cognitoSignIns: {
    value: 120,
    unit: "sign-ins/s per account and Region",
    certainty: "memory",
    source: "Cognito developer guide, quotas, category UserAuthentication",
    raise: "on request",
  },
  bucketWrites: {
    value: 3500,
    unit: "PUT/s per prefix",
    certainty: "memory",
    source: "S3 user guide, optimizing-performance",
    raise: "never",
  },
  firehoseBytes: {
    value: 1_048_576,
    unit: "bytes/s per Direct PUT stream, smallest Region; 5 MiB/s in large ones",
    certainty: "memory",
    source: "Firehose developer guide, limits",
    raise: "on request",
  },
} as const satisfies Readonly<Record<string, Limit>>;
