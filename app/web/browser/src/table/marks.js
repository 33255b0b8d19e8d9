// Marks on the rows and cells of a drawn table, by rules of a style sheet so that redrawing a cell keeps them.

/** A sheet of marks. `sheet.show([{row, column, kind}])` replaces what it showed. */
export function markSheet() {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return {
    show(marks) {
      sheet.replaceSync(marks.map(ruleOf).join('\n'));
    },
  };
}

const LOOKS = {
  error: 'background: var(--mark-error) !important; box-shadow: inset 0 0 0 2px var(--mark-error-line);',
  fired: 'background: var(--mark-fired) !important; font-weight: 600;',
};
const SIGNS = { error: '！', fired: '▶' };

function ruleOf({ row, column, kind }) {
  const inRow = `.studio-table [data-row-id="${CSS.escape(row)}"]`;
  if (column) return `${inRow}[data-col-id="${CSS.escape(column)}"] { ${LOOKS[kind]} }`;
  const whole = kind === 'fired' ? `.studio-table tr:has(> [data-row-id="${CSS.escape(row)}"]) > td { ${LOOKS.fired} }` : '';
  return `${whole} ${inRow}.rule-index { ${LOOKS[kind]} } ${inRow}.rule-index::before { content: "${SIGNS[kind]}"; color: var(--mark-${kind}-line); }`;
}
