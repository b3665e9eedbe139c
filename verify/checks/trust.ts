import { verifyQuote } from "../../sdk/src/index.ts";
import type { Check } from "../check.ts";
import { BASE_PRICE, LARGE_PRICE, PNG } from "../product.ts";
import { assertThat, need } from "../stage.ts";
import { shopOf } from "./embed.ts";

/** What a shop's backend relies on: signed prices, and files as they were sent. */
export const TRUST_CHECKS: readonly Check[] = [
  {
    name: "a quote is signed with the key that is published, for the price of the server",
    run: async (stage) => {
      const { shortId } = need(stage.made.save, "save");
      const { quote } = await shopOf(stage).embed.quote(shortId, {});
      const [jwks, { workspaceId }] = await Promise.all([stage.owner.quoteKeys(), stage.owner.whoami()]);
      const issuer = stage.target.baseUrl;
      const { price } = await verifyQuote(quote, {
        jwks,
        issuer,
        workspaceId: need(workspaceId ?? undefined, "workspace"),
      });
      assertThat(price.amount === BASE_PRICE + LARGE_PRICE, `the price is ${price.amount}`);
      return `${price.amount} ${price.currency}`;
    },
  },
  {
    name: "a quote that was changed is refused",
    run: async (stage) => {
      const { shortId } = need(stage.made.save, "save");
      const { quote } = await shopOf(stage).embed.quote(shortId, {});
      const [header = "", payload = "", signature = ""] = quote.split(".");
      const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, "base64url").toString());
      claims.price = { currency: "EUR", amount: 1 };
      const forged = [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
      const [jwks, { workspaceId }] = await Promise.all([stage.owner.quoteKeys(), stage.owner.whoami()]);
      const refused = await verifyQuote(forged, { jwks, workspaceId: workspaceId ?? "" }).then(
        () => false,
        () => true,
      );
      assertThat(refused, "a quote of one cent was accepted");
      return undefined;
    },
  },
  {
    name: "a shopper's file goes straight to the bucket, and comes back as it was",
    run: async (stage) => {
      const { fetch } = stage.target;
      const shop = shopOf(stage);
      const configuratorId = need(stage.made.configuratorId, "configurator");
      const announced = { configuratorId, attributeId: "logo", contentType: "image/png", bytes: PNG.length } as const;
      const { uploadId, url, fields } = await shop.embed.createUpload(announced);
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob([PNG]), "logo.png");
      const sent = await fetch(url, { method: "POST", body: form });
      assertThat(sent.status === 204, `the bucket answered ${sent.status}: ${(await sent.text()).slice(0, 300)}`);
      await shop.embed.completeUpload(uploadId);
      const { shortId } = await shop.embed.save({ configuratorId, values: { logo: uploadId } });
      const file = await stage.owner.configurations.file(shortId, "logo");
      const answer = await fetch(file.url, {});
      const bytes = Buffer.from(await answer.arrayBuffer());
      assertThat(
        answer.status === 200 && bytes.equals(PNG),
        `the file came back with ${answer.status}, ${bytes.length} bytes`,
      );
      return `${bytes.length} bytes`;
    },
  },
];
