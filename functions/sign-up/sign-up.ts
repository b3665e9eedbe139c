import type { Logger } from "@aws-lambda-powertools/logger";
import type { PreSignUpTriggerEvent } from "aws-lambda";
import { isEmailAddress, isInvitationOpen } from "../domain/member.ts";
import { listInvited } from "../store/sign-in-lists.ts";
import type { Table } from "../store/table.ts";

export interface SignUpParts {
  readonly directory: Table;
  readonly logger: Pick<Logger, "info" | "error">;
  readonly now: () => number;
}

/** What whoever may not register is told, whatever the reason. Cognito puts "PreSignUp failed with error" before it. */
export const SIGN_UP_REFUSED = "No open invitation was found for this address. Ask whoever invited you to renew it";

/** As many as the console finds after the sign-in. */
const INVITATIONS_MAX = 100;

/**
 * What the user pool asks before it makes somebody an account (Amazon Cognito developer guide, "Pre sign-up Lambda trigger"). Whoever registers needs
 * an open invitation in some workspace to the address that they register with. Whom somebody with rights in the AWS account adds needs none: the
 * first owner is added while the stack is made, perhaps before they are invited.
 *
 * Nobody is confirmed and no address verified here: an address is somebody's when they have typed the code that was mailed to it, and membership goes
 * by verified addresses. Cognito knows one way to refuse, which is an error.
 *
 * @returns the event, as Cognito wants it
 * @throws Error, the same for every reason, also when the store cannot be reached
 */
export function createSignUp(parts: SignUpParts) {
  return async function handle(event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> {
    const reason = await findReasonToRefuse(parts, event);
    if (reason !== undefined) {
      parts.logger.info("sign-up refused", { reason });
      throw new Error(SIGN_UP_REFUSED);
    }
    return { ...event, response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false } };
  };
}

type Reason = "source" | "address" | "not_invited" | "fault";

async function findReasonToRefuse(
  { directory, logger, now }: SignUpParts,
  { triggerSource, request }: PreSignUpTriggerEvent,
): Promise<Reason | undefined> {
  if (triggerSource === "PreSignUp_AdminCreateUser") return undefined;
  // Such as somebody of another identity provider, which nobody has set up.
  if (triggerSource !== "PreSignUp_SignUp") return "source";
  const { email } = request.userAttributes;
  if (email === undefined || !isEmailAddress(email)) return "address";
  try {
    const invited = await listInvited(directory, email.toLowerCase(), INVITATIONS_MAX);
    return invited.some((member) => isInvitationOpen(member, now())) ? undefined : "not_invited";
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "unknown", message: "" };
    logger.error("invitations could not be read", { errorName: name, errorMessage: message });
    return "fault";
  }
}
