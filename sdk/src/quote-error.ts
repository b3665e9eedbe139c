/** What is wrong with a quote, or with what it was to be verified with. */
export type QuoteProblem =
  /** Not a compact JWS, or its payload is not that of a quote. */
  | "malformed"
  /** Signed, or not signed, in another way than with ES256. */
  | "algorithm_not_accepted"
  /** A JWT that is made for something else. */
  | "type_not_accepted"
  /** The header demands what this verification does not know (`crit`). */
  | "header_not_accepted"
  /** The deployment has no such key. */
  | "key_unknown"
  /** Changed since it was signed, or signed by somebody else. */
  | "signature_not_valid"
  | "issuer_not_accepted"
  /** Made for another workspace. */
  | "audience_not_accepted"
  | "not_yet_valid"
  | "expired"
  /** Good, but not what `expect` says. */
  | "not_expected"
  /** The deployment's keys could not be had: try again. */
  | "keys_not_available";

/**
 * The quote is not to be trusted; `code` says why. Where the signature is good and the quote is for somebody or something else, the message says
 * for what; nothing else of the quote is in it.
 */
export class QuoteVerificationError extends Error {
  override readonly name = "QuoteVerificationError";
  readonly code: QuoteProblem;

  constructor(code: QuoteProblem, detail?: string) {
    super([`The quote is refused: ${code}.`, detail].filter(Boolean).join(" "));
    this.code = code;
  }
}
