// The terminal is there once textual.js has loaded: what is typed goes to it at once.
window.addEventListener("load", () => {
  document.querySelector(".xterm-helper-textarea")?.focus();
});
