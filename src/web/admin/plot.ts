import { element, emptyElement, textElement } from '../../render/xml.ts';
import type { TrafficMinute } from './page-model.ts';

/** Plots as inline SVG: colours come from the stylesheet by class, and every number stands in the page's text as well. */

/** One part of a bar: its share, and the class that colours it. */
export interface Share {
  readonly name: string;
  readonly count: number;
  readonly className: string;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** A bar of 100 × 4 units, divided by the shares; empty where they come to nothing. */
export const shareBar = (label: string, shares: readonly Share[]): string => {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const parts = shares.map(({ name, count, className }) => {
    const width = total === 0 ? 0 : (count / total) * 100;
    const part = element('rect', textElement('title', `${name}: ${count}`), {
      class: className,
      x: String(round(x)),
      y: '0',
      width: String(round(width)),
      height: '4',
    });
    x += width;
    return width === 0 ? '' : part;
  });
  return element('svg', parts.join(''), {
    class: 'bar',
    viewBox: '0 0 100 4',
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': label,
  });
};

/** Height of the plot in units, and the minutes that it has room for, each ten units wide. */
const plotHeight = 60;
const plotMinutes = 60;

const column = ({ whole, notModified, failed }: TrafficMinute, at: number, most: number): string => {
  let y = plotHeight;
  return [
    { count: notModified, className: 'not-modified' },
    { count: whole, className: 'whole' },
    { count: failed, className: 'failed' },
  ]
    .map(({ count, className }) => {
      const height = (count / most) * plotHeight;
      y -= height;
      if (count === 0) return '';
      const place = { x: String(at * 10), y: String(round(y)), width: '8', height: String(round(height)) };
      return emptyElement('rect', { class: className, ...place });
    })
    .join('');
};

/** Answers by minute as stacked columns, of the last hour at most, now at the right; empty text where there are none. */
export const trafficPlot = (all: readonly TrafficMinute[]): string => {
  const minutes = all.slice(-plotMinutes);
  if (minutes.length === 0) return '';
  const totals = minutes.map(({ whole, notModified, failed }) => whole + notModified + failed);
  const most = Math.max(1, ...totals);
  const first = plotMinutes - minutes.length;
  const columns = minutes.map((minute, at) => column(minute, first + at, most)).join('');
  return element('svg', columns, {
    class: 'plot',
    viewBox: `0 0 ${plotMinutes * 10} ${plotHeight}`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': `Answers by minute in the last hour: at most ${most}, now ${totals.at(-1) ?? 0}`,
  });
};
