import type { Property } from "./property.ts";

export const SECRET_TYPE = "AWS::SecretsManager::Secret";

/** How a secret of the stack is made. */
export interface SecretRules {
  readonly logicalId: string;
  readonly length: number;
  /** Letters and digits only; with punctuation otherwise. */
  readonly excludesPunctuation: boolean;
}

/** Gives the value of a secret: the same one for as long as the deployment lives. */
export type ObtainSecret = (rules: SecretRules) => string;

const LENGTH_DEFAULT = 32;

/** @throws TemplateError for a secret whose value stands in the template */
export function readSecretRules(logicalId: string, properties: Property): SecretRules {
  const generate = properties.get("GenerateSecretString");
  return {
    logicalId,
    length: generate.find("PasswordLength")?.number() ?? LENGTH_DEFAULT,
    excludesPunctuation: generate.find("ExcludePunctuation")?.boolean() ?? false,
  };
}
