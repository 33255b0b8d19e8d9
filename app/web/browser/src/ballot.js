// A secret ballot: receipts are made here, shown before sending, and known to no one else.

const holder = document.querySelector('#ballot');
const review = document.querySelector('#review');
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
let votes = [];

/** Twelve characters from the browser's own randomness (60 bits). */
function receipt() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => ALPHABET[byte % 32]).join('');
}

function rows() {
  return [...holder.querySelectorAll('[data-candidate]')];
}

function chosen(row) {
  return row.querySelector('input[type=radio]:checked');
}

const toReview = document.querySelector('#to-review');
toReview.addEventListener('click', () => {
  const missing = rows().filter((row) => !chosen(row));
  document.querySelector('#missing').hidden = missing.length === 0;
  rows().forEach((row) => row.classList.toggle('is-missing', missing.includes(row)));
  if (missing.length) {
    missing[0].querySelector('input').focus();
    return;
  }
  votes = rows().map((row) => ({ candidate: row.dataset.candidate, choice: chosen(row).value, receipt: receipt() }));
  document.querySelector('#receipts').replaceChildren(...rows().map((row, index) => line(row, votes[index])));
  holder.hidden = true;
  review.hidden = false;
  review.querySelector('h2').focus();
});

toReview.disabled = false; // served disabled: a click before this script runs would be lost without a word

document.querySelector('#back').addEventListener('click', () => {
  review.hidden = true;
  holder.hidden = false;
});

document.querySelector('#send').addEventListener('click', async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  const response = await fetch(holder.dataset.action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': holder.dataset.csrf },
    body: JSON.stringify({ votes }),
  });
  if (response.ok) {
    document.querySelector('#sent').hidden = false;
    document.querySelector('#before-sending').hidden = true;
    document.querySelector('#sent h2').focus();
    return;
  }
  button.disabled = false;
  const refusal = document.querySelector('#refusal');
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  refusal.innerHTML = page.querySelector('[data-refusal]')?.innerHTML ?? refusal.dataset.offline;
  refusal.hidden = false;
  refusal.focus();
});

function line(row, vote) {
  const cells = [row.dataset.name, chosen(row).dataset.label, vote.receipt];
  const tr = document.createElement('tr');
  cells.forEach((text, index) => {
    const td = document.createElement('td');
    if (index === 2) td.append(Object.assign(document.createElement('code'), { textContent: text }));
    else td.textContent = text;
    tr.append(td);
  });
  return tr;
}
