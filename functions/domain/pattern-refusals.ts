/** Why a domain pattern is refused, by stable code. Apart from the parsing, which carries the public suffix list. */
export const PATTERN_REFUSALS = {
  pattern_empty: "A domain is empty.",
  pattern_too_long: "A domain is longer than 253 characters.",
  pattern_scheme: "Only https:// and http:// can be used.",
  pattern_not_a_host: "Write only a scheme, a host and a port, such as https://shop.example.com.",
  pattern_invalid_host: "This is not a valid host name.",
  pattern_invalid_port: "The port is not a number from 1 to 65535.",
  pattern_address_not_written_out: "Write an IP address in full, such as 192.0.2.10.",
  pattern_wildcard_misplaced: "A star can only stand for whole labels at the very left, such as *.example.com.",
  pattern_wildcard_http: "A wildcard needs https. Name each http host by itself.",
  pattern_wildcard_address: "A wildcard cannot stand before an IP address.",
  pattern_wildcard_public_suffix: "This wildcard would allow websites of many different owners.",
  pattern_wildcard_policy: "The workspace policy explicitDomainsOnly refuses wildcards. Name each host by itself.",
} as const;
export type PatternRefusal = keyof typeof PATTERN_REFUSALS;
