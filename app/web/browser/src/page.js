// What every page has: the search key, copying of long numbers, menus that close, printing.

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    const search = document.querySelector('[data-search]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === 'Escape') closeMenus(null);
});

document.addEventListener('click', async (event) => {
  closeMenus(event.target.closest('details[data-menu]'));
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    announce(copy.dataset.copied);
  }
  if (event.target.closest('[data-print]')) window.print();
  const fill = event.target.closest('[data-fill-username]');
  if (fill) fillSignIn(fill);
});

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (menu !== except) menu.open = false;
  }
}

function fillSignIn(button) {
  document.querySelector('#username').value = button.dataset.fillUsername;
  document.querySelector('#password').value = button.dataset.fillPassword;
  document.querySelector('#appointment').value = button.dataset.fillAppointment;
  document.querySelector('#sign-in').focus();
}

function announce(text) {
  document.querySelector('#announcements').textContent = text;
}
