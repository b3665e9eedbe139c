import { describe, expect, it } from "vitest";
import { createReceiverRules } from "../../../../functions/domain/receiver-address.ts";
import { isRefusal } from "../../../../functions/http/answer.ts";
import { parseReceiverUrl } from "../../../../functions/management/webhooks/receiver-url.ts";

const PUBLIC_ONLY = createReceiverRules([]);
const OWN_NETWORK = createReceiverRules(["10.20.0.0/16"]);

function codeOf(text: string, rules = PUBLIC_ONLY): string | undefined {
  const url = parseReceiverUrl(text, rules);
  return isRefusal(url) ? url.errors?.[0]?.code : undefined;
}

describe("the address of a webhook", () => {
  it.each([
    ["https://example.com/hook?a=1", "https://example.com/hook?a=1"],
    ["HTTPS://Example.COM", "https://example.com/"],
    ["https://example.com:8443/", "https://example.com:8443/"],
    ["https://8.8.8.8/", "https://8.8.8.8/"],
    ["https://[2606:4700::1111]/", "https://[2606:4700::1111]/"],
    ["https://münchen.example/", "https://xn--mnchen-3ya.example/"],
  ])("%s is stored as %s", (text, stored) => {
    expect(parseReceiverUrl(text, PUBLIC_ONLY)).toBe(stored);
  });

  it.each([
    ["no address", "not_an_address"],
    ["http://example.com/", "not_https"],
    ["ftp://example.com/", "not_https"],
    ["https://user@example.com/", "credentials_in_url"],
    ["https://:password@example.com/", "credentials_in_url"],
    ["https://example.com/#fragment", "fragment_in_url"],
    ["https://127.0.0.1/", "address_refused"],
    ["https://127.1/", "address_refused"],
    ["https://0x7f000001/", "address_refused"],
    ["https://[::ffff:10.0.0.1]/", "address_refused"],
    ["https://169.254.169.254/", "address_refused"],
  ])("%s is refused: %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("may be in the deployer's networks, also without TLS, and then a name may be, too", () => {
    expect(codeOf("http://10.20.0.1/", OWN_NETWORK)).toBeUndefined();
    expect(codeOf("https://10.20.0.1/", OWN_NETWORK)).toBeUndefined();
    expect(codeOf("http://hook.internal/", OWN_NETWORK)).toBeUndefined();
    expect(codeOf("http://10.21.0.1/", OWN_NETWORK)).toBe("address_refused");
    expect(codeOf("http://8.8.8.8/", OWN_NETWORK)).toBe("address_refused");
  });
});
