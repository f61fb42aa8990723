// The terminal is there once textual.js has loaded: what is typed goes to it at once.
window.addEventListener("load", () => {
  document.querySelector(".xterm-helper-textarea")?.focus();
});

// The code with which its socket was closed says why the desk is gone; without one, the
// connection is lost, and tried again.
const RETRY_MILLISECONDS = 2000;

window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("close", tellWhy);
  }
};

function tellWhy({ code }) {
  const known = document.querySelector(`.ended [data-code="${code}"]`);
  (known ?? document.querySelector(".ended .lost")).hidden = false;
  if (!known) setInterval(comeBack, RETRY_MILLISECONDS);
}

async function comeBack() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) location.reload();
}
