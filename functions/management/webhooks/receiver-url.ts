import type { FieldCode } from "../../../contract/field-codes.ts";
import { literalAddressOf, type ReceiverRules } from "../../domain/receiver-address.ts";
import { type Refusal, refuse } from "../../http/answer.ts";

/**
 * The stored form of a receiver's address. What a name stands for is judged when it is connected to; here is refused what can be seen to be
 * wrong, so that whoever types it hears of it at once.
 */
export function parseReceiverUrl(text: string, rules: ReceiverRules): string | Refusal {
  const url = URL.parse(text);
  if (url === null) return refuseUrl("not_an_address", "Write an address such as https://example.com/hook.");
  const { protocol, username, password, hash } = url;
  if (username !== "" || password !== "") {
    return refuseUrl("credentials_in_url", "Leave out user name and password: messages are signed instead.");
  }
  if (hash !== "") return refuseUrl("fragment_in_url", "Leave out what begins with #: it is never sent.");
  if (protocol !== "https:" && !(protocol === "http:" && rules.allowsPlainText)) {
    return refuseUrl("not_https", "Write an address that begins with https://.");
  }
  const literal = literalAddressOf(url);
  if (literal !== undefined && !rules.permits(literal, protocol)) {
    return refuseUrl("address_refused", "This address is not on the public internet.");
  }
  return url.href;
}

function refuseUrl(code: FieldCode, message: string): Refusal {
  return refuse("webhook_url_not_accepted", { errors: [{ pointer: "/url", code, message }] });
}
