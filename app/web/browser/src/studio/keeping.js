// What the pages of tables and forms do with their text besides changing it: keep it on Ctrl+S, hand it out as a file.
import { download } from './files.js';

const CHANGING = ['save', 'undo', 'redo', 'import'];

/** `text()` gives the text as it stands; `act` are the page's own buttons; `saving` is missing where all is to be read only. */
export function keep(page, { text, saving, act = {}, type }) {
  page.download = async () => download(page.name, await text(), type);
  const all = { save: () => saving?.now(), download: () => page.download(), ...act };
  for (const button of page.holder.querySelectorAll('[data-act]')) {
    button.hidden = !saving && CHANGING.includes(button.dataset.act);
    if (!all[button.dataset.act]) continue;
    button.addEventListener('click', () => all[button.dataset.act]());
    button.disabled = false;
  }
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    saving?.now();
  });
}

/** `act`, put off until nothing has asked for it for `pause` ms. */
export function settled(pause, act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
}
