import { isJsonArray, isJsonObject, type Json } from "./json.ts";
import { TemplateError } from "./template-error.ts";

/** The value of a secret of this stack, by its ARN; undefined for any other. */
export type SecretByArn = (arn: string) => string | undefined;

const REFERENCE = /\{\{resolve:([^}]*)\}\}/g;
const WHOLE_SECRET = /^secretsmanager:(arn:[^}]+):SecretString:::?$/;

/**
 * Puts values in the place of CloudFormation's dynamic references. Only the whole text of a secret of this stack is known here; everything
 * else, a JSON key or another store included, makes the runner stop.
 */
export function resolveDynamicReferences(value: Json, secretByArn: SecretByArn, where: string): Json {
  if (typeof value === "string") {
    return value.replace(REFERENCE, (_, reference: string) => {
      const arn = WHOLE_SECRET.exec(reference)?.[1];
      const secret = arn === undefined ? undefined : secretByArn(arn);
      if (secret === undefined) {
        throw new TemplateError(
          `${where} has the dynamic reference ${reference}, which is not the whole of a secret of this stack`,
        );
      }
      return secret;
    });
  }
  if (isJsonArray(value))
    return value.map((item, index) => resolveDynamicReferences(item, secretByArn, `${where}.${index}`));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      resolveDynamicReferences(member, secretByArn, `${where}.${key}`),
    ]),
  );
}
