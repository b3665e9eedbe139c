import type { Platform } from "../../local/platform.ts";

/** How somebody comes into a user pool: by themselves, or added with rights in the AWS account. */
export type SignUpSource = "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser" | "PreSignUp_ExternalProvider";

/**
 * Asks the function of the stack as a user pool would, which is not there locally: the same bundle, under its own policy. The event is the one of
 * the Amazon Cognito developer guide, "Pre sign-up Lambda trigger".
 * @returns what Cognito gets; rejects when somebody may not register
 */
export async function askToRegister(
  platform: Platform,
  email: string,
  triggerSource: SignUpSource = "PreSignUp_SignUp",
): Promise<unknown> {
  const isSignUp = ({ environment }: { readonly environment: Readonly<Record<string, string>> }) =>
    environment.POWERTOOLS_SERVICE_NAME === "sign-up";
  const signUp = platform.deployment().functions.find(isSignUp);
  if (signUp === undefined) throw new Error("the stack has no function for who registers");
  return platform.invoke(signUp.name, {
    version: "1",
    region: "us-east-1",
    userPoolId: "us-east-1_aaaaaaaaa",
    userName: "0d3a5f9e-1111-4222-8333-444455556666",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "console" },
    triggerSource,
    request: { userAttributes: { email }, validationData: null },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
}
