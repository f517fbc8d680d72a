/** The drawing of a sweep within the axes of its chart: whiskers, seeds, means, the untrained line. */
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { Interval } from '../../experiment/claims/scoreboard';
import { Marker, runStyle } from '../charts/runStyle';
import { type SweepSeries, untrainedLine } from './sweepSeries';

interface SweepCurvesProps {
  series: readonly SweepSeries[];
  /** Whether one untrained line stands for all series. */
  sharesLine: boolean;
  /** The ends of both axes: what reaches beyond is cut. */
  accuracies: readonly [number, number];
  gains: readonly [number, number];
}

/** Pixels between the whiskers of neighbouring series, so that they do not hide each other. */
const APART = 5;
const CAP = 3.5;

type Scale = (value: number) => number;
type Ends = readonly [low: number, high: number];

export function SweepCurves({ series, sharesLine, accuracies, gains }: SweepCurvesProps) {
  const x = useXAxisScale();
  const accuracy = useYAxisScale('accuracy');
  const gain = useYAxisScale('gain');
  if (!x || !accuracy || !gain) return null;
  const at = (scale: NonNullable<typeof x>): Scale => (value) => Number(scale(value) ?? 0);
  return (
    <g className="sweep-curves">
      {sharesLine ? (
        <Untrained series={series} colour="var(--ink-soft)" hasBand x={at(x)} y={at(accuracy)} ends={accuracies} />
      ) : (
        series.map((one) => <Untrained key={one.slot} series={[one]} colour={runStyle(one.slot).colour} hasBand={false} x={at(x)} y={at(accuracy)} ends={accuracies} />)
      )}
      {series.map((one, index) => {
        const shift = (index - (series.length - 1) / 2) * APART;
        const across: Scale = (value) => at(x)(value) + shift;
        return (
          <g key={one.slot}>
            <Curve series={one} measure="accuracy" x={across} y={at(accuracy)} ends={accuracies} />
            <Curve series={one} measure="gain" x={across} y={at(gain)} ends={gains} />
          </g>
        );
      })}
    </g>
  );
}

interface CurveProps {
  series: SweepSeries;
  measure: 'accuracy' | 'gain';
  x: Scale;
  y: Scale;
  ends: Ends;
}

function Curve({ series: { cells, slot }, measure, x, y, ends }: CurveProps) {
  const { colour } = runStyle(slot);
  const known = cells.flatMap(({ x: place, cell }) => (cell[measure] ? [{ place, interval: cell[measure], seeds: cell.seeds }] : []));
  return (
    <>
      <polyline points={known.map(({ place, interval }) => `${x(place)},${y(interval.mean)}`).join(' ')} fill="none" stroke={colour} strokeWidth="2" strokeLinejoin="round" />
      {known.map(({ place, interval, seeds }) => (
        <g key={place}>
          <Whisker interval={interval} colour={colour} x={x(place)} y={y} ends={ends} />
          {seeds.length > 1 && seeds.map((seed) => <circle key={seed.seed} cx={x(place)} cy={y(seed[measure])} r="2" fill={colour} opacity="0.5" />)}
          <Marker slot={slot} x={x(place)} y={y(interval.mean)} />
        </g>
      ))}
    </>
  );
}

/** An end that is cut has no cap. */
function Whisker({ interval: { low, high }, colour, x, y, ends }: { interval: Interval; colour: string; x: number; y: Scale; ends: Ends }) {
  if (low === null || high === null) return null;
  const cap = (value: number) => (value === within(value, ends) ? `M${x - CAP} ${y(value)}h${2 * CAP}` : '');
  return <path d={`M${x} ${y(within(high, ends))}V${y(within(low, ends))}${cap(high)}${cap(low)}`} stroke={colour} strokeWidth="1.25" fill="none" />;
}

function within(value: number, [low, high]: Ends): number {
  return Math.max(low, Math.min(high, value));
}

interface UntrainedProps {
  series: readonly SweepSeries[];
  colour: string;
  /** Several bands over each other would hide what they lie behind. */
  hasBand: boolean;
  x: Scale;
  y: Scale;
  ends: Ends;
}

/** A dashed line through the means, in a band as broad as their intervals. */
function Untrained({ series, colour, hasBand, x, y, ends }: UntrainedProps) {
  const places = untrainedLine(series);
  const edge = (side: 'low' | 'high') => places.map((place) => `${x(place.x)},${y(within(place.interval[side] ?? place.interval.mean, ends))}`);
  const [first, last] = [places[0], places[places.length - 1]];
  if (!first || !last) return null;
  // A single place has a line of its own length.
  const reach = first === last ? 24 : 0;
  const line = [`${x(first.x) - reach},${y(first.interval.mean)}`, ...places.map(({ x: place, interval }) => `${x(place)},${y(interval.mean)}`), `${x(last.x) + reach},${y(last.interval.mean)}`];
  return (
    <g>
      {hasBand && <polygon points={[...edge('high'), ...edge('low').reverse()].join(' ')} fill={colour} opacity="0.12" />}
      <polyline points={line.join(' ')} fill="none" stroke={colour} strokeWidth="1.25" strokeDasharray="12 5" />
    </g>
  );
}
