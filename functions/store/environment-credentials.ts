/**
 * Stands in for `@aws-sdk/credential-provider-node` in every bundle (an esbuild alias in `infra/bundle.ts`). Lambda
 * always hands a function its role's credentials in the environment, so the SDK's chain of profile files, SSO, process
 * and metadata look-ups is dead weight there: 40 % of the bundle and of its load time.
 */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * The name and shape that the SDK's client imports: a factory of an asynchronous provider.
 *
 * @returns a provider that rejects when `AWS_ACCESS_KEY_ID` or `AWS_SECRET_ACCESS_KEY` is missing. Nothing else is
 * tried, so a misconfigured function cannot fall back to somebody else's rights.
 */
export function defaultProvider(): () => Promise<Credentials> {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the environment of this function");
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  };
}
