/** How much of test images the linear decoder explains, brightness and colour apart, by width. */
import { useMemo } from 'react';
import { intervalOf } from '../../record/statistics';
import { type AnswerChart, nearestWidth, widthsOf } from '../../runs/answer';
import { formatWhole } from '../text/format';
import { NARROWEST, path, type Place, WIDEST } from './geometry';
import { useShownWidth } from './useShownWidth';
import { percent } from './words';

const WIDTH = 340;
const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 72;
const TOP = 8;
const BOTTOM = 26;

const kinds = [
  { name: 'brightness', at: 0 },
  { name: 'colour', at: 1 },
] as const;

const xOf = (width: number) => LEFT + (Math.log(Math.min(WIDEST, Math.max(NARROWEST, width)) / NARROWEST) / Math.log(WIDEST / NARROWEST)) * (WIDTH - LEFT - RIGHT);
const yOf = (share: number) => HEIGHT - BOTTOM - Math.max(0, share) * (HEIGHT - BOTTOM - TOP);

export function VarianceChart({ chart }: { chart: AnswerChart }) {
  const explained = useMemo(() => meansOf(chart), [chart]);
  const width = useShownWidth();
  if (explained.length === 0) return null;
  const here = nearestWidth(explained.map((entry) => entry.width), width);
  const { trained, untrained } = explained.find((entry) => entry.width === here)!;
  return (
    <figure className="variance">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Share of the variance of test images that the linear decoder explains, by width">
        {[0, 0.5, 1].map((share) => (
          <g key={share} className="frame">
            <path className="grid" d={`M${LEFT} ${yOf(share)}H${WIDTH - RIGHT}`} />
            <text className="tick" x={LEFT - 6} y={yOf(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {[16, 128, 2048].map((tick) => (
          <text key={tick} className="tick" x={xOf(tick)} y={HEIGHT - 8} textAnchor="middle">
            {formatWhole(tick)}
          </text>
        ))}
        <path className="cursor-line" d={`M${xOf(width)} ${TOP}V${HEIGHT - BOTTOM}`} />
        {kinds.map(({ name, at }) => {
          const places = (of: 'trained' | 'untrained') => explained.map((entry): Place => ({ x: xOf(entry.width), y: yOf(entry[of][at]) }));
          const last = explained[explained.length - 1]!;
          return (
            <g key={name} className={`variance-${name}`}>
              <path className="curve untrained" d={path(places('untrained'))} />
              <path className="curve trained" d={path(places('trained'))} />
              <text className="curve-name" x={WIDTH - RIGHT + 5} y={yOf((last.trained[at] + last.untrained[at]) / 2) + 4}>
                {name}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        Share of the variance of test images that the decoder explains, dashed before training. D = {formatWhole(here)}: brightness {percent(trained[0])} (before {percent(untrained[0])}), colour{' '}
        {percent(trained[1])} (before {percent(untrained[1])}).
      </figcaption>
    </figure>
  );
}

interface Explained {
  width: number;
  untrained: readonly [number, number];
  trained: readonly [number, number];
}

function meansOf(chart: AnswerChart): Explained[] {
  return widthsOf(chart).flatMap((width) => {
    const members = chart.runs.flatMap((run) => (run.width === width && run.explained ? [run.explained] : []));
    if (members.length === 0) return [];
    const mean = (of: 'untrained' | 'trained') => [0, 1].map((at) => intervalOf(members.map((member) => member[of][at]!)).mean) as unknown as readonly [number, number];
    return [{ width, untrained: mean('untrained'), trained: mean('trained') }];
  });
}
