// The shop's own cart, kept in this page. A real shop would send each item to its backend, which checks the quote with
// `verifyQuote` before it believes the price.
const cart = document.querySelector("#cart");

document.addEventListener("latchkey:addtocart", ({ detail: { shortId, price } }) => {
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
});

/** Amounts come in minor units. */
function priceFormat(currency) {
  const locale = document.documentElement.lang;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits } = format.resolvedOptions();
  return { locale, format: (amount) => format.format(amount / 10 ** maximumFractionDigits) };
}
