/**
 * List prices in USD of us-east-1, read on 22 November 2026. Nothing else in this folder knows a price. A GB is 2^30 bytes, as AWS bills it.
 */
export const PRICES_READ_ON = "2026-11-22";

export const PRICES = {
  /** Amazon API Gateway pricing, "HTTP APIs": per million, up to 300 million a month; each 512 kB of a request or answer counts as one. */
  httpApiPerMillion: 1.0,
  httpApiMeteredBytes: 512 * 1024,
  /** AWS Lambda pricing. Compute by architecture, per GB and second. */
  lambdaPerMillion: 0.2,
  lambdaPerGbSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 },
  /** Amazon DynamoDB pricing, "On-demand capacity": Standard table class. */
  readUnitsPerMillion: 0.125,
  writeUnitsPerMillion: 0.625,
  /** Amazon CloudWatch pricing, "Logs": ingestion, and a month of storage of what is compressed to about a fifth. */
  logsPerGb: 0.5,
  logStoragePerGbMonth: 0.03,
  logStorageCompression: 0.2,
  /** Amazon CloudFront pricing, United States and Europe: per 10,000 HTTPS requests, data to viewers, CloudFront Functions per million. */
  edgePer10000Requests: 0.01,
  edgePerGb: 0.085,
  edgeFunctionPerMillion: 0.1,
} as const;

/** What CloudFront never bills, each month, for as long as the account lives (Amazon CloudFront pricing, "Always free tier"). */
export const ALWAYS_FREE = { edgeRequests: 10_000_000, edgeBytes: 2 ** 40, edgeFunctions: 2_000_000 } as const;
