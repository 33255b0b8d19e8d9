// Saving by itself: a moment after each change and before leaving; somebody else's change is never overwritten unasked.
import { dropHere, keepHere } from './leftover.js';
import { away, banner, SIGNED_OUT } from './page.js';
import { moment, t } from './words.js';

const PAUSE = 1500;
const AGAIN = 10000;

/** Keeps the file of the page. `text()` gives what is to be saved. */
export class Saving {
  constructor(page, text) {
    Object.assign(this, { page, text, revision: page.revision, dirty: false, held: false, running: null, timer: 0, told: '' });
    window.addEventListener('beforeunload', (event) => { if (this.dirty) event.preventDefault(); });
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.now(); });
    document.addEventListener('click', (event) => this.leave(event), true);
  }

  changed() {
    this.dirty = true;
    if (!this.held && !this.told) this.status('pending', t('Changed; saved in a moment'));
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  /** Save what is unsaved. True when nothing is left unsaved. */
  async now() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.dirty || this.held) return !this.dirty;
    this.running = this.put();
    await this.running;
    this.running = null;
    return !this.dirty;
  }

  async put() {
    this.status('…', t('Saving'));
    this.dirty = false;
    let text = '';
    try {
      text = await this.text();
      const body = { text, revision: this.revision };
      const answer = await this.page.ask(this.page.file(), { method: 'PUT', body });
      if (answer.ok) return this.saved(answer.body);
      return answer.status === 409 ? this.conflict(answer.body, text) : this.failed(reason(answer), text);
    } catch {
      return this.failed(t('The server did not answer.'), text);
    }
  }

  saved({ revision }) {
    this.revision = revision;
    const time = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
    this.status('saved', t('Saved {time}', { time }));
    this.told = '';
    away(this.page, 'unsaved');
    away(this.page, 'leftover');
    if (!this.dirty) dropHere(this.page);
  }

  /** Said once and tried again and again; meanwhile the text is kept in this browser as well. */
  failed(message, text) {
    const here = this.unsaved(text);
    if (this.told !== message) {
      const download = { label: t('Download mine'), act: () => this.page.download(), stays: true };
      banner(this.page, 'unsaved', 'wait', t('Not saved'), [message, here], [download]);
    }
    this.told = message;
    this.later(AGAIN);
  }

  /** Keeps the text here; returns what to say about that. */
  unsaved(text) {
    this.dirty = true;
    this.status('failed', t('Not saved; the contents are still on this page'));
    return text && keepHere(this.page, text)
      ? t('The contents are kept in this browser too; saving is tried again by itself.')
      : t('Leave this page open, or download the contents; saving is tried again by itself.');
  }

  /** Somebody saved first: nothing is overwritten until a person says so. */
  conflict({ by, at, revision }, text) {
    this.held = true;
    this.unsaved(text);
    const texts = [t('{by} saved this file at {at}, after you had opened it.', { by, at: moment(at) })];
    banner(this.page, 'conflict', 'wait', t('Somebody else saved first'), texts, [
      { label: t('See theirs'), href: this.page.compare },
      { label: t('Overwrite theirs with mine'), act: () => this.release(revision), decides: true },
      { label: t('Download mine'), act: () => this.page.download(), stays: true },
      { label: t('Drop mine and load theirs'), act: () => this.giveUp() },
    ]);
  }

  release(revision) {
    this.revision = revision;
    this.held = false;
    this.now();
  }

  giveUp() {
    this.dirty = false;
    dropHere(this.page);
    location.reload();
  }

  /** A link inside the site waits for the save. */
  async leave(event) {
    const link = event.target.closest?.('a[href]');
    const elsewhere = link && !link.target && !link.download && !link.getAttribute('href').startsWith('#');
    if (!elsewhere || !this.dirty || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await this.now();
    location.assign(link.href);
  }

  status(state, text) {
    const place = this.page.part('status');
    place.dataset.state = state;
    place.textContent = text;
  }
}

/** Why the server did not take it, in words. */
function reason({ status, body }) {
  if (body?.message) return body.message;
  if (status === SIGNED_OUT) return t('You are signed out. Sign in again in another window, then load this page anew.');
  if (status === 400) return t('This page has been open for too long. Load it anew; the contents are offered to you then.');
  return t('The server could not save it (fault {status}).', { status });
}
