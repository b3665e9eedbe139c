import type { DocumentProblemCode } from "../functions/domain/configurator/document-problem.ts";
import type { ValueProblemCode } from "../functions/domain/configurator/parse-values.ts";
import type { PatternRefusal } from "../functions/domain/pattern-refusals.ts";
import type { ErrorCode } from "./errors.ts";
import type { InnerCodeText } from "./inner-code.ts";

const REQUEST =
  "`errors[].code` of `invalid_body` and `invalid_query`, `problems[].code` of `checkConfigurator` for a wrong shape";
const VALUES = "`errors[].code` of `values_not_accepted`";
const FILE = "`errors[].code` of `file_not_accepted`";
const RECEIVER = "`errors[].code` of `webhook_url_not_accepted`";
const RATE_CARD = "`errors[].code` of `rate_card_not_accepted`";
const TOKENS = "`errors[].code` of `owner_has_tokens`";

const SEE_SCHEMA =
  "`errors[].message` says what is expected. The schema of every body and parameter is in `/openapi.json`.";
const SEE_DOCUMENT = "Take the values from the configurator's document: it names what each attribute accepts.";

/** Codes of fields that are the names of nothing else. The first ones are those of zod, which reads the requests. */
export const FIELD_CODE_HELP = {
  invalid_type: { where: REQUEST, message: "The field has another type than it must have.", fix: SEE_SCHEMA },
  invalid_value: { where: REQUEST, message: "The field has none of the values that it can have.", fix: SEE_SCHEMA },
  invalid_format: { where: REQUEST, message: "The text does not have the form that it must have.", fix: SEE_SCHEMA },
  invalid_union: { where: REQUEST, message: "The field has none of the shapes that it can have.", fix: SEE_SCHEMA },
  invalid_key: { where: REQUEST, message: "A name in this object is not accepted.", fix: SEE_SCHEMA },
  invalid_element: { where: REQUEST, message: "An entry of this collection is not accepted.", fix: SEE_SCHEMA },
  too_small: {
    where: REQUEST,
    message: "A number or an instant is too low, or a text or a list too short.",
    fix: SEE_SCHEMA,
  },
  too_big: {
    where: REQUEST,
    message: "A number is too high, or a text, a list or a document too long.",
    fix: SEE_SCHEMA,
  },
  not_multiple_of: { where: REQUEST, message: "The number lies between two steps.", fix: SEE_SCHEMA },
  custom: {
    where: REQUEST,
    message: "The field does not go together with the others, or breaks a rule of its own.",
    fix: SEE_SCHEMA,
  },
  required: {
    where: `${REQUEST}; of \`invalid_domain\` for a public token without domains`,
    message: "The field is missing.",
    fix: "Give it. Where it depends on other fields, `errors[].message` says on which.",
  },
  unknown_field: {
    where: REQUEST,
    message:
      "There is no such field or parameter here. It is refused, so that a typing mistake is not taken for a wish.",
    fix: "Compare its name, capitals included, with `/openapi.json`, or leave it out.",
  },
  too_deep: {
    where: REQUEST,
    message: "Objects and lists stand more than 100 deep in each other.",
    fix: "Nest less. No body of the API needs more than a few levels.",
  },
  too_long: {
    where: REQUEST,
    message: "The grace period would end more than 30 days after the rotation.",
    fix: "Ask for a shorter one, or rotate the token again.",
  },
  too_late: {
    where: REQUEST,
    message: "The trial of a list of domains would last longer than it may.",
    fix: "Choose an earlier `endsAt`; `errors[].message` says how many days there are.",
  },
  in_the_past: {
    where: REQUEST,
    message: "The instant has passed already.",
    fix: "Give one in the future, with its time zone. To end a token now, revoke or disable it.",
  },
  not_with_preset: {
    where: REQUEST,
    message: "The field says what the preset says already.",
    fix: "Give the preset alone, or role, scopes and services without it.",
  },
  not_with_token_ids: {
    where: REQUEST,
    message: "Tokens are named in two ways.",
    fix: "Give either `tokenIds` or `owner`.",
  },
  not_with_expires_at: {
    where: REQUEST,
    message: "The expiry is given in two ways.",
    fix: "Give either `expiresAt` or `expiresIn`.",
  },
  not_for_this_kind: {
    where: REQUEST,
    message: "A token of this kind has no such setting.",
    fix: "Leave it out. Which kind has what is in `CreateToken` in `/openapi.json`.",
  },
  not_for_this_action: {
    where: REQUEST,
    message: "The action has no use for this field.",
    fix: "Leave it out, or choose the action that it belongs to.",
  },
  not_together: {
    where: REQUEST,
    message: "The list cannot be filtered or sorted in these ways at once.",
    fix: "Leave one of them out; `errors[].message` says which do not go together.",
  },
  not_an_object: {
    where: VALUES,
    message: "The values are no object of attribute ids and values.",
    fix: 'Send them as `{ "glaze": "lake" }`.',
  },
  wrong_type: { where: VALUES, message: "The attribute has values of another type.", fix: SEE_DOCUMENT },
  value_out_of_range: {
    where: VALUES,
    message: "The number or quantity is below or above what is offered.",
    fix: SEE_DOCUMENT,
  },
  value_off_step: {
    where: VALUES,
    message: "The number lies between two steps.",
    fix: "Give `min` and a whole number of `step`.",
  },
  text_too_long: { where: VALUES, message: "The text has more characters than `maxLength`.", fix: "Shorten it." },
  text_not_printable: {
    where: VALUES,
    message: "The text has characters that cannot be shown, such as line breaks or control characters.",
    fix: "Leave them out.",
  },
  not_an_upload: {
    where: VALUES,
    message: "The value of a file attribute is neither the id of an upload nor empty.",
    fix: "Upload the file first: `createUpload` gives the id. An empty text means no file.",
  },
  forbidden_by_rule: {
    where: VALUES,
    message: "A rule of the configurator does not let this value stand together with the others.",
    fix: "Show the shopper what the rules leave of the values: `evaluate` of the engine says it, in the browser as on the server. The message names the rule, and its reason when it has one.",
  },
  upload_not_usable: {
    where: VALUES,
    message: "There is no such upload for this attribute: unknown, ended, not checked yet, or made for something else.",
    fix: "Complete the upload before the save. An upload that no save has claimed ends after a day: have the file sent again.",
  },
  not_a_file_attribute: {
    where: FILE,
    message: "The attribute does not exist in the published version, or takes no file.",
    fix: "Take the id of an attribute of the type `file`.",
  },
  type_not_accepted: {
    where: FILE,
    message: "The attribute takes no files of this type.",
    fix: "`accept` of the attribute lists its types.",
  },
  too_large: {
    where: FILE,
    message: "The file has more bytes than the attribute takes.",
    fix: "`maxBytes` of the attribute is the most.",
  },
  wrong_size: {
    where: FILE,
    message: "The bytes that were sent are not as many as were announced.",
    fix: "Send the file again with the same form, or ask for a new one.",
  },
  wrong_content: {
    where: FILE,
    message: "The first bytes of the file are not those of the type that was announced, whatever its name says.",
    fix: "Let the shopper choose another file. A renamed file keeps its type.",
  },
  not_an_address: {
    where: RECEIVER,
    message: "This is no web address.",
    fix: "Write one such as `https://example.com/hook`.",
  },
  not_https: {
    where: RECEIVER,
    message: "The address does not begin with https://.",
    fix: "Serve the receiver with TLS.",
  },
  credentials_in_url: {
    where: RECEIVER,
    message: "The address holds a user name or password.",
    fix: "Leave them out: messages are signed, and the receiver checks the signature.",
  },
  fragment_in_url: {
    where: RECEIVER,
    message: "The address has a part that begins with #.",
    fix: "Leave it out: it is never sent.",
  },
  address_refused: {
    where: RECEIVER,
    message: "The address is not on the public internet.",
    fix: "Name a public host. Whoever runs this platform can allow networks of their own.",
  },
  before_today: {
    where: RATE_CARD,
    message: "The card would begin before today: what has been used would cost something else afterwards.",
    fix: "Let it begin today or later, in the time zone of the workspace.",
  },
  too_far_ahead: {
    where: RATE_CARD,
    message: "The card would begin more than 366 days from now.",
    fix: "Write it nearer to its first day.",
  },
  month_frozen: {
    where: RATE_CARD,
    message: "The statement of this month is frozen already.",
    fix: "Let the card begin in a later month. This happens only when the time zone of the workspace was moved to the west a moment ago.",
  },
  too_many_in_month: {
    where: RATE_CARD,
    message: "Four rate cards begin in this month already.",
    fix: "Change one of them that begins today or later, or let yours begin in another month.",
  },
  currency_differs: {
    where: RATE_CARD,
    message: "The workspace has rate cards in another currency.",
    fix: "Take their currency: a statement and its corrections are in one. The currency can change while there is one card only, and it can still be changed.",
  },
  owned_token: {
    where: TOKENS,
    message: "This token belongs to whoever was to be removed. The message is its label.",
    fix: "Reassign or revoke it. `POST /v1/tokens/bulk` does that for many.",
  },
} as const satisfies Readonly<Record<string, InnerCodeText>>;

/** Every code that `errors[]` of a problem can have. Some are the names of errors of their own, or of what a document lacks. */
export type FieldCode =
  | keyof typeof FIELD_CODE_HELP
  | ValueProblemCode
  | DocumentProblemCode
  | PatternRefusal
  | ErrorCode;
