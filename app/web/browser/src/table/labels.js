// Names for what dmn-js leaves without one: those who cannot see the table hear what a field or a button is.
import { t } from './words.js';

/** Keep the controls inside `canvas` named while they come and go. */
export function named(canvas) {
  const name = () => {
    for (const frame of canvas.querySelectorAll('.tjs-table-container')) frame.tabIndex = 0; // what scrolls is reached by the keyboard
    for (const cell of canvas.querySelectorAll('td [contenteditable]:not([aria-label])')) cell.setAttribute('aria-label', labelOf(cell));
    for (const button of canvas.querySelectorAll('button:not([aria-label])')) {
      if (!button.textContent.trim() && button.title) button.setAttribute('aria-label', button.title);
    }
  };
  new MutationObserver(name).observe(canvas, { childList: true, subtree: true });
  name();
}

function labelOf(cell) {
  const place = cell.closest('td');
  const row = place.parentElement.rowIndex;
  const head = place.closest('table').querySelector(`th[data-col-id="${CSS.escape(place.dataset.colId ?? '')}"]`);
  const column = head?.querySelector('.input-label, .output-label, .clause')?.textContent.trim() ?? t('Annotation');
  return `${column} · ${t('Row {row}', { row: [...place.parentElement.parentElement.rows].indexOf(place.parentElement) + 1 || row })}`;
}
