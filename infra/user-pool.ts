import { CfnCondition, CfnDeletionPolicy, Duration, Fn, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  CfnManagedLoginBranding,
  CfnUserPool,
  CfnUserPoolClient,
  CfnUserPoolDomain,
  CfnUserPoolUser,
} from "aws-cdk-lib/aws-cognito";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { type Issuer, SCOPES_DEFAULT } from "./issuer.ts";

export interface UserPoolProps {
  /** Where people come back to from the sign-in page. */
  readonly consoleUrl: string;
  /** The pool's first person. */
  readonly ownerEmail: string;
  /** Who may register. It must not need the pool, which needs it. */
  readonly signUpFunctionArn: string;
  readonly removalPolicy: RemovalPolicy;
  /** Where this holds, nothing of it is made. */
  readonly unless?: CfnCondition;
}

/** A withdrawn sign-in goes on opening the console for so long: the issuer's signature cannot be taken back. */
const ACCESS_TOKEN_TTL = Duration.minutes(10);
/** A working day. */
const REFRESH_TOKEN_TTL = Duration.hours(12);
/** For a renewal whose answer got lost. */
const ROTATION_GRACE = Duration.seconds(10);

/**
 * A Cognito user pool with its sign-in page, the console's client and the first owner. Who has an open invitation can register, and nobody else.
 *
 * Written out in CloudFormation's own terms, as the gateway is: a default of somebody else's could open a door here, and each resource may
 * have a condition.
 */
export function createUserPool(scope: Construct, props: UserPoolProps): Issuer {
  const parent = new Construct(scope, "SignIn");
  const { region, urlSuffix } = Stack.of(scope);
  const pool = createPool(parent, props);
  const userPoolId = pool.ref;
  const client = createClient(parent, userPoolId, props.consoleUrl);
  const domain = new CfnUserPoolDomain(parent, "Domain", {
    userPoolId,
    domain: domainPrefix(parent),
    // The newer pages: the only ones that a branding counts for.
    managedLoginVersion: 2,
  });
  // Without one, the newer pages show nothing.
  const branding = new CfnManagedLoginBranding(parent, "Branding", {
    userPoolId,
    clientId: client.ref,
    useCognitoProvidedValues: true,
  });
  const mayAsk = new CfnPermission(parent, "MayAskWhoMayRegister", {
    action: "lambda:InvokeFunction",
    functionName: props.signUpFunctionArn,
    principal: "cognito-idp.amazonaws.com",
    sourceArn: pool.attrArn,
  });
  const owner = createOwner(parent, userPoolId, props);
  // The pool asks about the owner as well (trigger source PreSignUp_AdminCreateUser), and could not be answered before.
  owner.addResourceDependency(mayAsk);
  if (props.unless !== undefined) {
    const condition = new CfnCondition(parent, "Condition", { expression: Fn.conditionNot(props.unless) });
    for (const resource of [pool, client, domain, branding, mayAsk, owner]) resource.cfnOptions.condition = condition;
  }
  return {
    url: pool.attrProviderUrl,
    clientId: client.ref,
    jwksUri: `${pool.attrProviderUrl}/.well-known/jwks.json`,
    scopes: SCOPES_DEFAULT.join(" "),
    // Put together and not asked of the resources, which take the console's address from the distribution that says this.
    origins: `https://cognito-idp.${region}.${urlSuffix} https://${domainPrefix(parent)}.auth.${region}.amazoncognito.com`,
    userPool: pool,
  };
}

function createPool(scope: Construct, { consoleUrl, signUpFunctionArn, removalPolicy }: UserPoolProps): CfnUserPool {
  const pool = new CfnUserPool(scope, "UserPool", {
    userPoolTier: "ESSENTIALS",
    usernameAttributes: ["email"],
    usernameConfiguration: { caseSensitive: false },
    schema: [{ name: "email", required: true, mutable: true }],
    // Whoever registers is mailed a code, and is nobody before they have typed it.
    autoVerifiedAttributes: ["email"],
    // Also for a forgotten password and another address. Somebody else can begin to register with an address: they want its owner to tell them the code.
    verificationMessageTemplate: {
      defaultEmailOption: "CONFIRM_WITH_CODE",
      emailSubject: "Your code for Latchkey",
      emailMessage:
        "Your code is {####}. Type it only where you have just asked for it, and tell it to nobody. If you have not asked for a code, do nothing.",
    },
    // An address counts when its owner has shown that it is theirs: it opens the invitations that were sent to it.
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
    accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
    adminCreateUserConfig: {
      // With the trigger below. The sign-in page then leads to a page on which one registers.
      allowAdminCreateUserOnly: false,
      inviteMessageTemplate: {
        emailSubject: "Your sign-in to Latchkey",
        emailMessage: `Sign in at ${consoleUrl} as {username} with the temporary password {####} within seven days.`,
      },
    },
    lambdaConfig: { preSignUp: signUpFunctionArn },
    policies: {
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 7,
      },
    },
    mfaConfiguration: "OPTIONAL",
    enabledMfas: ["SOFTWARE_TOKEN_MFA"],
    deletionProtection: removalPolicy === RemovalPolicy.DESTROY ? "INACTIVE" : "ACTIVE",
  });
  pool.applyRemovalPolicy(removalPolicy);
  acknowledge(
    pool,
    "AwsSolutions-COG2",
    "Everybody can add an authenticator app. A deployer who wants it of everybody sets mfaConfiguration on the exposed user pool.",
  );
  acknowledge(
    pool,
    "AwsSolutions-COG8",
    "The Plus plan has no free users. A deployer who wants its protection sets userPoolTier on the exposed user pool.",
  );
  return pool;
}

/** A page in a browser can keep no secret; the code that comes back with it is worth nothing without the page's own proof (PKCE). */
function createClient(scope: Construct, userPoolId: string, consoleUrl: string): CfnUserPoolClient {
  return new CfnUserPoolClient(scope, "Client", {
    userPoolId,
    clientName: "Latchkey console",
    generateSecret: false,
    supportedIdentityProviders: ["COGNITO"],
    allowedOAuthFlowsUserPoolClient: true,
    allowedOAuthFlows: ["code"],
    // Without Cognito's own scope: these tokens change nothing at Cognito.
    allowedOAuthScopes: [...SCOPES_DEFAULT],
    callbackUrLs: [consoleUrl],
    logoutUrLs: [consoleUrl],
    // Left out, it would include the renewal that does not rotate, which Cognito refuses beside rotation.
    explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: ROTATION_GRACE.toSeconds() },
    enableTokenRevocation: true,
    preventUserExistenceErrors: "ENABLED",
    accessTokenValidity: ACCESS_TOKEN_TTL.toMinutes(),
    idTokenValidity: ACCESS_TOKEN_TTL.toMinutes(),
    refreshTokenValidity: REFRESH_TOKEN_TTL.toHours(),
    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
  });
}

/** Cognito mails a temporary password. The address counts as verified: whoever deploys the stack vouches for it. */
function createOwner(
  scope: Construct,
  userPoolId: string,
  { ownerEmail, removalPolicy }: UserPoolProps,
): CfnUserPoolUser {
  const owner = new CfnUserPoolUser(scope, "Owner", {
    userPoolId,
    username: ownerEmail,
    userAttributes: [
      { name: "email", value: ownerEmail },
      { name: "email_verified", value: "true" },
    ],
    desiredDeliveryMediums: ["EMAIL"],
  });
  // Another address in a later deployment adds a person. It must not delete the one who has been using the console.
  owner.applyRemovalPolicy(removalPolicy);
  owner.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  return owner;
}

/** Part of the sign-in page's name, which no other pool of the Region may have. The stack's id ends in a UUID. */
function domainPrefix(scope: Construct): string {
  const stackUuid = Fn.select(2, Fn.split("/", Stack.of(scope).stackId));
  return `latchkey-${scope.node.addr.slice(-8)}-${stackUuid}`;
}
