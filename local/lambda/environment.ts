import { REGION } from "../template/account.ts";
import type { LocalFunction } from "../template/functions.ts";

/** What identifies a function to the local store, which checks the function's own policy. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Where the SDK finds the services that run here. */
export interface ServiceEndpoints {
  readonly dynamodb: string;
  readonly firehose: string;
  readonly kms: string;
  readonly s3: string;
}

/**
 * The environment of a function: what its template says, and the variables that Lambda sets. Nothing is inherited from
 * the process that runs it.
 */
export function functionEnvironment(
  target: LocalFunction,
  credentials: FunctionCredentials,
  endpoints: ServiceEndpoints,
): Record<string, string> {
  return {
    ...target.environment,
    _HANDLER: target.handler,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_FIREHOSE: endpoints.firehose,
    AWS_ENDPOINT_URL_KMS: endpoints.kms,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(target.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: target.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: target.logging.format,
    ...(target.logging.applicationLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: target.logging.applicationLevel }),
    AWS_LAMBDA_LOG_GROUP_NAME: target.logging.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: LOG_STREAM,
    AWS_REGION: REGION,
    LAMBDA_TASK_ROOT: target.codeDirectory,
    LANG: "en_US.UTF-8",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    TZ: ":UTC",
  };
}

export const LOG_STREAM = "local/[$LATEST]";
