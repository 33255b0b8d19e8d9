// The simulation page: charts of the result, and a word while a season is being played. Works without.
import './charts.js';
import './whatif.css';

for (const form of document.querySelectorAll('[data-what-if]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button.btn-primary');
    button.setAttribute('aria-disabled', 'true');
    button.textContent = form.dataset.busy;
    document.getElementById('announcements')?.append(form.dataset.busy);
  });
}
document.getElementById('errors')?.focus();
document.querySelector('#found')?.scrollIntoView({ block: 'start' });
