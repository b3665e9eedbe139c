import { createClient } from "../sdk/src/index.ts";
import type { Aws, StackResource } from "./aws.ts";
import type { Deployed } from "./deploy.ts";

const VERSION = "2010-05-08";

/**
 * Shows that the emulator judges what functions do: without its policy one of them fails, and with it again it works. Without this, an
 * emulator that allows everything would find every policy right.
 */
export async function judgePolicies(
  aws: Aws,
  { outputs, fetch }: Deployed,
  resources: readonly StackResource[],
  token: string,
): Promise<string> {
  const { BaseUrl: baseUrl } = outputs;
  const role = resources.find(
    ({ type, logicalId }) => type === "AWS::IAM::Role" && logicalId.includes("FunctionsServiceAccounts"),
  );
  const RoleName = role?.physicalId ?? "";
  const owner = createClient({ baseUrl, token, fetch, maxRetries: 0 });
  const works = () =>
    owner.serviceAccounts.list({ limit: 1 }).then(
      () => true,
      () => false,
    );
  const call = (parameters: Readonly<Record<string, string>>) =>
    aws.callQuery("iam", { Version: VERSION, RoleName, ...parameters });

  if (!(await works())) throw new Error("service accounts are not listed");
  const [, PolicyName = ""] = /<member>([^<]+)<\/member>/.exec(await call({ Action: "ListRolePolicies" })) ?? [];
  const [, encoded = ""] =
    /<PolicyDocument>([\s\S]*?)<\/PolicyDocument>/.exec(await call({ Action: "GetRolePolicy", PolicyName })) ?? [];
  const PolicyDocument = decodeURIComponent(encoded);
  await call({ Action: "DeleteRolePolicy", PolicyName });
  const worksWithout = await works();
  await call({ Action: "PutRolePolicy", PolicyName, PolicyDocument });
  if (worksWithout) throw new Error("a function without its policy could still read the table");
  if (!(await works())) throw new Error("a function that has its policy again cannot read the table");
  return "a function without its policy failed, and works with it again";
}
