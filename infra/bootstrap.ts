import { CustomResource, Duration } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export interface Owner {
  /** Whoever first signs in with this address, verified by the issuer, is the owner. Upper and lower case are alike. */
  readonly email: string;
}

export interface BootstrapProps {
  readonly handler: IFunction;
  readonly workspaceName: string;
  readonly owner: Owner;
}

/**
 * Creates the workspace and its first owner when the stack is deployed. CloudFormation calls the function and the function
 * answers it, with no framework in between.
 *
 * @returns the resource; its attribute `WorkspaceId` is the id of the workspace
 */
export function createBootstrap(scope: Construct, { handler, workspaceName, owner }: BootstrapProps): CustomResource {
  return new CustomResource(scope, "Bootstrap", {
    resourceType: "Custom::LatchkeyBootstrap",
    serviceToken: handler.functionArn,
    // CloudFormation would wait for an hour if the function never answered.
    serviceTimeout: Duration.minutes(2),
    properties: {
      workspaceName,
      ownerEmail: owner.email,
    },
  });
}
