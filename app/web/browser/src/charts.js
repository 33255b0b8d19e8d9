// Charts: the theme's colours, patterns besides colours, units on the axes. The table behind each says the same.
import { BarChart, CustomChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  AriaComponent, BarChart, CustomChart, GridComponent, LegendComponent, MarkLineComponent, ScatterChart, SVGRenderer,
  TooltipComponent,
]);

const theme = getComputedStyle(document.documentElement);
const colour = (name) => theme.getPropertyValue(name).trim();
const TONES = {
  primary: '--tblr-primary', red: '--zp-broken', amber: '--zp-person-line', green: '--zp-lawful', quiet: '--zp-quiet',
};
const PATTERNS = {
  primary: { symbol: 'none' },
  green: { symbol: 'none' },
  amber: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  red: { symbol: 'rect', dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
  quiet: { symbol: 'circle', dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.7 },
};
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
const SHAPES = { columns, bars, intervals };

for (const holder of document.querySelectorAll('[data-chart]')) draw(holder);

function draw(holder) {
  const told = JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
  const canvas = holder.querySelector('[data-canvas]');
  const chart = init(canvas, null, { renderer: 'svg', height: height(told) });
  const room = Math.min(340, Math.round(canvas.clientWidth * 0.4));
  chart.setOption({ ...common(told), ...SHAPES[told.shape](told, room) });
  holder.removeAttribute('aria-busy');
  new ResizeObserver(() => chart.resize()).observe(canvas);
  addEventListener('beforeprint', () => chart.resize());
}

/** Lying bars need room for each of them; standing ones share the width. */
function height({ shape, labels }) {
  return shape === 'columns' ? 260 : 84 + 30 * labels.length;
}

function common({ series, labels }) {
  const many = (series?.length ?? 0) > 1;
  return {
    animationDuration: still ? 0 : 150,
    animation: !still,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [{ symbol: 'none' }] } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13, color: colour('--tblr-body-color') },
    legend: many ? { top: 0, left: 0, itemGap: 16, textStyle: words(), data: series.map((each) => each.name) } : { show: false },
    grid: { left: 8, right: 44, top: many ? 56 : 28, bottom: 30, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, transitionDuration: 0, ...paper() },
    labels,
  };
}

function words(name = '--zp-quiet') {
  return { color: colour(name), fontSize: 13 };
}

function paper() {
  return { backgroundColor: colour('--tblr-bg-surface') || '#fff', borderColor: colour('--zp-line'), textStyle: words('--tblr-body-color') };
}

function names(labels, width) {
  return {
    type: 'category', data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--zp-line') } },
    axisLabel: { ...words(), interval: 0, width, overflow: 'truncate', hideOverlap: true },
  };
}

function numbers(unit, more = {}) {
  return {
    type: 'value', name: unit, nameLocation: 'end', nameGap: 10, nameTextStyle: words(), minInterval: 1,
    axisLabel: words(), splitLine: { lineStyle: { color: colour('--zp-line') } }, ...more,
  };
}

function bar({ name, tone, values }, stack) {
  return {
    name, type: 'bar', stack, data: values, barMaxWidth: 26,
    itemStyle: { color: colour(TONES[tone]), decal: pattern(tone) },
    emphasis: { focus: 'series' },
  };
}

function pattern(tone) {
  return { color: 'rgba(255, 255, 255, 0.6)', ...PATTERNS[tone] };
}

/** Standing, stacked: what falls due week by week. */
function columns({ series, labels, unit }) {
  return {
    xAxis: { ...names(labels), axisLabel: { ...words(), hideOverlap: true } },
    yAxis: numbers(unit),
    series: series.map((each) => bar(each, 'all')),
  };
}

/** Lying: bodies, people, steps, the first one on top. */
function bars({ series, labels, unit, apart }, room) {
  return {
    xAxis: numbers(unit, { nameLocation: 'middle', nameGap: 26 }),
    yAxis: { ...names(labels, room), inverse: true },
    series: series.map((each) => bar(each, apart ? undefined : 'all')),
  };
}

/** A point with the span in which the true value lies; those outside the common line are marked by shape. */
function intervals({ rows, labels, unit, reference }, room) {
  const ink = (row) => colour(TONES[row.odd ? 'amber' : 'primary']);
  const mark = (row, index) => ({ value: [row.rate, index], symbol: row.odd ? 'diamond' : 'circle', symbolSize: row.odd ? 14 : 9, itemStyle: { color: ink(row) } });
  return {
    tooltip: { trigger: 'item', confine: true, transitionDuration: 0, ...paper(), formatter: ({ dataIndex }) => escaped(rows[dataIndex].told) },
    xAxis: numbers(unit, { min: 0, max: 100, nameLocation: 'middle', nameGap: 26 }),
    yAxis: { ...names(labels, room), inverse: true },
    series: [
      { type: 'custom', data: rows.map((row, index) => [row.low, index, row.high]), encode: { x: [0, 2], y: 1 }, renderItem: ({ dataIndex }, api) => whisker(api, ink(rows[dataIndex])), z: 2 },
      { type: 'scatter', data: rows.map(mark), z: 3, markLine: line(reference) },
    ],
  };
}

function whisker(api, stroke) {
  const [low, y] = api.coord([api.value(0), api.value(1)]);
  const [high] = api.coord([api.value(2), api.value(1)]);
  const stick = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 2 } });
  return { type: 'group', children: [stick(low, y, high, y), stick(low, y - 6, low, y + 6), stick(high, y - 6, high, y + 6)] };
}

function line(reference) {
  if (!reference) return undefined;
  return {
    silent: true, symbol: 'none', lineStyle: { color: colour('--zp-quiet'), type: 'dashed' },
    label: { ...words(), formatter: reference.name, position: 'start' }, data: [{ xAxis: reference.value }],
  };
}

function escaped(text) {
  return Object.assign(document.createElement('p'), { textContent: text }).innerHTML;
}
