// One entry per kind of page, so that no page loads more script than it uses.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const ICONS = [
  'list-check', 'inbox', 'file-plus', 'map-pin', 'clock', 'alert-triangle', 'circle-check', 'circle-x',
  'help-circle', 'user', 'users', 'switch-horizontal', 'logout', 'language', 'search', 'chevron-right', 'chevron-left',
  'player-skip-forward', 'speakerphone', 'certificate', 'file-description', 'history', 'route', 'gavel',
  'building', 'copy', 'printer', 'home', 'refresh', 'hand-grab', 'arrow-back-up', 'message-report', 'eye',
  'shield-check', 'ballpen', 'menu-2', 'zoom-in', 'zoom-out', 'maximize', 'calendar-due', 'send', 'activity',
  'percentage', 'radar', 'tool',
  'file-spreadsheet', 'file-type-pdf', 'lock', 'link', 'mail', 'table',
  'device-floppy', 'download', 'upload', 'player-play', 'player-pause', 'player-track-next', 'rotate-clockwise',
  'git-compare', 'git-branch', 'sitemap', 'forms', 'edit', 'trash', 'plus', 'minus', 'x', 'check', 'list-tree',
  'layout-sidebar-right', 'layout-bottombar', 'arrows-exchange', 'test-pipe', 'blocks', 'message', 'messages',
  'rocket', 'chart-bar', 'settings', 'info-circle', 'file-text', 'versions', 'bulb', 'cloud-check', 'arrow-right',
];

/** One sprite of the icons in use: `<use href="…/icons.svg#clock">`. */
function iconSprite() {
  return {
    name: 'icon-sprite',
    generateBundle() {
      const symbols = ICONS.map((name) => {
        const file = new URL(`node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url);
        const body = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?svg[^>]*>/g, '').trim();
        return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
      });
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
      this.emitFile({ type: 'asset', fileName: 'icons.svg', source });
    },
  };
}

export default defineConfig({
  base: '/static/dist/',
  publicDir: false,
  plugins: [iconSprite()],
  resolve: { dedupe: ['flatpickr'] },
  build: {
    outDir: '../static/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: {
        style: 'src/style.css',
        page: 'src/page.js',
        list: 'src/list.js',
        form: 'src/form.js',
        diagram: 'src/diagram.js',
        live: 'src/live.js',
        charts: 'src/charts.js',
        ballot: 'src/ballot.js',
        studio: 'src/studio.js',
        table: 'src/table.js',
        formeditor: 'src/formeditor.js',
        compare: 'src/compare.js',
        try: 'src/try.js',
        whatif: 'src/whatif.js',
      },
    },
  },
});
