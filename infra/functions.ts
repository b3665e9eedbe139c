import { Duration, type RemovalPolicy } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deadLetterStatements } from "./dead-letters.ts";
import {
  type DeployedFunction,
  forEachStandingFunction,
  type PerFunction,
  type StandingFunction,
} from "./deployed-functions.ts";
import { acknowledgeFunction } from "./function-exceptions.ts";
import { dataStatements, keyStatements, tablesOf } from "./grant-statements.ts";
import { KEY_GRANTS } from "./grants.ts";
import { type QuoteSigning, quoteEnvironment, quoteStatements } from "./quote-key.ts";
import type { LatchkeyTables } from "./tables.ts";
import { acknowledgeFolders, fileEnvironment, fileStatements } from "./uploads.ts";

/** Those that every stack has. */
export type LatchkeyFunctions = Readonly<Record<StandingFunction, LambdaFunction>>;

export interface FunctionsProps {
  /** Folder of each function's bundle. */
  readonly code: PerFunction<string>;
  readonly tables: LatchkeyTables;
  /** Encrypts secrets; functions with a grant on it are told its ARN as `SECRETS_KEY_ARN`. */
  readonly secretsKey: IKey;
  /** For the function that signs quotes, and for no other. */
  readonly quoteSigning: QuoteSigning;
  /** Holds the files that shoppers send; functions with a grant on it are told its name as `UPLOADS_BUCKET`. */
  readonly uploads: IBucket;
  /** Where events end that were given up. */
  readonly deadLetters: IQueue;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  /** Settings that only some functions get, beside the table names and the logger's settings. */
  readonly environment: Partial<PerFunction<Readonly<Record<string, string>>>>;
}

/** An unanswered decision is a failed request, so the authorizer gives up long before its callers do. */
const AUTHORIZER_TIMEOUT = Duration.seconds(3);
const TIMEOUT = Duration.seconds(10);
/** Part of the revocation bound of public tokens: `ANSWER_SECONDS_MAX` in functions/domain/revocation-bound.ts. */
const LOAD_TIMEOUT = Duration.seconds(5);
/** The longest that Lambda gives. */
const MIGRATIONS_TIMEOUT = Duration.minutes(15);
/** Cognito waits no longer, and asks again (Amazon Cognito developer guide, "Customizing user pool workflows with Lambda triggers"). */
const SIGN_UP_TIMEOUT = Duration.seconds(5);

/** Every function of the stack, each with a log group, and a role that holds its own grants and nothing else. */
export function createFunctions(scope: Construct, props: FunctionsProps): LatchkeyFunctions {
  const parent = new Construct(scope, "Functions");
  return forEachStandingFunction((name) => createFunction(new Construct(parent, pascalCase(name)), name, props));
}

/** A run does what it can and leaves the rest to the next one, an hour later. */
const RUN_TIMEOUT = Duration.minutes(5);
const RUNS: readonly DeployedFunction[] = ["expiry-notices", "file-cleanup", "billing-run", "usage-metering"];
/** Over before the next one begins: two at once are right too, but stand in each other's way. */
const COUNTING_TIMEOUT = Duration.seconds(55);

/** For a few tries of Firehose; then Lambda hands the same events over again. */
const EXPORT_TIMEOUT = Duration.seconds(60);

function timeoutOf(name: DeployedFunction): Duration {
  if (RUNS.includes(name)) return RUN_TIMEOUT;
  if (name === "counting") return COUNTING_TIMEOUT;
  if (name === "authorizer") return AUTHORIZER_TIMEOUT;
  if (name === "sign-up") return SIGN_UP_TIMEOUT;
  if (name === "event-export") return EXPORT_TIMEOUT;
  if (name === "migrations") return MIGRATIONS_TIMEOUT;
  return name === "embed-load" ? LOAD_TIMEOUT : TIMEOUT;
}

/** @param statements what its role allows besides its grants */
export function createFunction(
  scope: Construct,
  name: DeployedFunction,
  props: FunctionsProps,
  statements: readonly PolicyStatement[] = [],
): LambdaFunction {
  const logGroup = new LogGroup(scope, "Logs", {
    retention: props.logRetention,
    removalPolicy: props.removalPolicy,
  });
  const run = new LambdaFunction(scope, "Function", {
    description: `Latchkey ${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 512,
    timeout: timeoutOf(name),
    handler: "index.handler",
    code: Code.fromAsset(props.code[name]),
    role: createRole(scope, name, { ...props, logGroup, statements }),
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    // Lambda's own start and report lines would cost more than the compute of a short request.
    systemLogLevelV2: SystemLogLevel.WARN,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    environment: {
      POWERTOOLS_SERVICE_NAME: name,
      LOG_LEVEL: "INFO",
      ...tableNames(name, props.tables),
      ...(name in KEY_GRANTS && { SECRETS_KEY_ARN: props.secretsKey.keyArn }),
      ...(name === "quotes" && quoteEnvironment(props.quoteSigning)),
      ...fileEnvironment(name, props.uploads),
      ...props.environment[name],
    },
  });
  acknowledgeFunction(run, name);
  return run;
}

function createRole(
  scope: Construct,
  name: DeployedFunction,
  {
    tables,
    secretsKey,
    quoteSigning,
    uploads,
    deadLetters,
    logGroup,
    statements,
  }: FunctionsProps & { readonly logGroup: LogGroup; readonly statements: readonly PolicyStatement[] },
): Role {
  const writeLogs = new PolicyStatement({
    sid: "WriteLogs",
    effect: Effect.ALLOW,
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logGroup.logGroupArn],
  });
  const role = new Role(scope, "Role", {
    description: `What the Latchkey function ${name} may do`,
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      Grants: new PolicyDocument({
        statements: [
          writeLogs,
          ...dataStatements(name, tables),
          ...keyStatements(name, secretsKey.keyArn),
          ...(name === "quotes" ? quoteStatements(quoteSigning) : []),
          ...fileStatements(name, uploads),
          ...deadLetterStatements(name, deadLetters),
          ...statements,
        ],
      }),
    },
  });
  acknowledgeFolders(role, name, uploads);
  return role;
}

function tableNames(name: DeployedFunction, tables: LatchkeyTables): Record<string, string> {
  return Object.fromEntries(tablesOf(name).map((table) => [`${table.toUpperCase()}_TABLE`, tables[table].tableName]));
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
