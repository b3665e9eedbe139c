import { Duration, type RemovalPolicy } from "aws-cdk-lib";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type IQueue, Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { DeployedFunction } from "./deployed-functions.ts";

/**
 * Functions whose event is the only copy of what it says, so that one that was given up must be kept. The scheduled runs are not among them: the
 * next run does what one has left.
 */
const KEEPING: readonly DeployedFunction[] = ["usage-metering"];

/** Where events end that Lambda has given up. Whoever has mended the cause hands them to the function again. */
export function createDeadLetters(scope: Construct, removalPolicy: RemovalPolicy): IQueue {
  const queue = new Queue(scope, "DeadLetters", {
    // The longest that SQS keeps anything.
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy,
  });
  acknowledge(queue, "AwsSolutions-SQS3", "It is itself where messages end.");
  acknowledge(queue, "Serverless-SQSRedrivePolicy", "It is itself where messages end.");
  return queue;
}

/** Lambda writes with the function's own role. */
export function deadLetterStatements(name: DeployedFunction, queue: IQueue): PolicyStatement[] {
  if (!KEEPING.includes(name)) return [];
  return [
    new PolicyStatement({
      sid: "KeepDeadLetters",
      effect: Effect.ALLOW,
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
    }),
  ];
}
