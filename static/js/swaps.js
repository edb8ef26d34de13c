// What htmx does not do by itself: dim what is being replaced after 300 ms, and say when nothing came back.
const waits = new WeakMap();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const part = detail.target;
  part.setAttribute("aria-busy", "true");
  waits.set(part, setTimeout(() => part.classList.add("is-slow"), 300));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const part = detail.target;
  clearTimeout(waits.get(part));
  part.removeAttribute("aria-busy");
  part.classList.remove("is-slow");
});

function say(text) {
  const note = document.getElementById("failure").content.cloneNode(true);
  note.querySelector("[data-text]").textContent = text;
  document.getElementById("messages").replaceChildren(note);
}

document.addEventListener("htmx:sendError", () => say("No answer from the server. What you see is unchanged. Try again when you are online."));
document.addEventListener("htmx:timeout", () => say("The server took too long. What you see is unchanged. Try again."));
document.addEventListener("htmx:responseError", ({ detail }) => {
  const reasons = {
    403: "Your roles do not allow this. Nothing was changed.",
    404: "This is not here any more. Load the page again.",
    413: "The file is too large. Nothing was stored.",
    429: "Too many requests in a short time. Wait a minute, then try again.",
  };
  say(reasons[detail.xhr.status] || `The server failed (${detail.xhr.status}). What you see is unchanged. Try again.`);
});
