/**
 * Tests of DynamoDB's contract that the emulator's engine does not pass, by the end of their full name, each with who is right. The rehearsal fails
 * for every other one, and for one of these that passes.
 */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    "single items counts units by size and consistency",
    "The emulator counts one unit for every item. AWS rounds the size up to 4 KB: Developer Guide, read and write capacity.",
  ],
  [
    "conditions and filters absent = gone is false",
    "The emulator takes two attributes that do not exist as equal. In AWS a comparison with an attribute that does not exist is false.",
  ],
  ["conditions and filters refuses unknown(#text)", "Both refuse; the emulator in other words."],
  ["conditions and filters refuses attribute_exists(:hello)", "Both refuse; the emulator in other words."],
  ["queries refuses a partition key that is not compared for equality", "Both refuse; the emulator in other words."],
  [
    "queries refuses a filter on a key",
    "The emulator lets it pass. AWS refuses: a filter expression cannot contain key attributes (Developer Guide, filter expressions).",
  ],
  [
    "TransactWriteItems refuses an entry with two actions or none",
    "The emulator lets it pass. AWS: an entry has exactly one action (API reference, TransactWriteItem).",
  ],
  [
    "TransactWriteItems refuses unknown tables, bad keys and bad expressions as a whole",
    "Both refuse and write nothing. For a key of the wrong shape the emulator cancels, ours says that the request is not valid; which of them AWS does is to be seen there. No code here depends on it.",
  ],
  [
    "tables turns TTL on and off, and refuses to turn it on twice",
    'The emulator lets it pass. AWS answers "TimeToLive is already enabled".',
  ],
]);
