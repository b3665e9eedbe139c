// The shop's own cart, kept in this page. What it shows comes from the shop's backend, which has verified the quote; the price
// that the page itself knows goes nowhere.
const cart = document.querySelector("#cart");

document.addEventListener("latchkey:addtocart", async ({ detail: { quote } }) => {
  const added = await sendToShop(quote).catch(() => undefined);
  cart.querySelector(".refused").hidden = added !== undefined;
  if (added) show(added);
});

/** What the backend read in the quote: the saved configuration and its price. */
async function sendToShop(quote) {
  const answer = await fetch("/cart", { method: "POST", body: JSON.stringify({ quote }) });
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
  return answer.json();
}

function show({ shortId, price }) {
  const { locale, format } = priceFormat(price.currency);
  const link = document.createElement("a");
  link.href = `?latchkey=${encodeURIComponent(shortId)}`;
  link.textContent = `Plover · ${shortId}`;
  const amount = document.createElement("strong");
  amount.lang = locale;
  amount.textContent = format(price.amount);
  const item = document.createElement("li");
  item.append(link, amount);
  cart.querySelector("ul").append(item);
  cart.querySelector(".empty").hidden = true;
  cart.querySelector(".signed").hidden = false;
}

/** Amounts come in minor units. */
function priceFormat(currency) {
  const locale = document.documentElement.lang;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits } = format.resolvedOptions();
  return { locale, format: (amount) => format.format(amount / 10 ** maximumFractionDigits) };
}
