// Mounts a configurator with the token that the visitor of this page pastes, by the JavaScript API of the embed.
const form = document.querySelector("form");
const place = document.querySelector("#configurator");
const problem = form.querySelector("[role=alert]");
let handle;

document.querySelector("[data-origin]").textContent = location.origin;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { token, configurator } = Object.fromEntries(new FormData(form));
  problem.textContent = "";
  handle?.destroy();
  handle = window.latchkey.mount({ target: place, token: token.trim(), configurator: configurator.trim() });
  try {
    await handle.ready;
    place.scrollIntoView();
  } catch (error) {
    // What stands in backquotes is to be typed as it is.
    problem.replaceChildren(
      ...error.message.split("`").map((text, index) => {
        const part = document.createElement(index % 2 === 0 ? "span" : "code");
        part.textContent = text;
        return part;
      }),
    );
  }
});
