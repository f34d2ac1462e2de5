// What one writes in an afternoon: whenever anything changes, read all that the page says and look for an error in it.
const ERROR = /something went wrong|network error|at capacity/i;

new MutationObserver(() => {
  if (ERROR.test(document.body.innerText)) performance.mark('error-seen');
}).observe(document.body, {
  childList: true,
  subtree: true,
  characterData: true,
});
