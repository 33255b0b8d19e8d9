// The tabs below the canvas, by the pattern that screen readers know.

export function tabs(page) {
  const buttons = [...page.holder.querySelectorAll('[role="tab"]')];
  const show = (chosen) => {
    for (const each of buttons) {
      const on = each === chosen;
      each.setAttribute('aria-selected', on);
      each.tabIndex = on ? 0 : -1;
      document.getElementById(each.getAttribute('aria-controls')).hidden = !on;
    }
  };
  for (const [index, each] of buttons.entries()) {
    each.addEventListener('click', () => show(each));
    each.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = buttons[(index + step + buttons.length) % buttons.length];
      show(next);
      next.focus();
    });
  }
  return { show: (name) => show(buttons.find((each) => each.dataset.tab === name)) };
}
