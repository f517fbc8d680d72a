/** What the crosshair reads in the chart of a sweep: every cell at that place. */
import { Swatch } from '../charts/runStyle';
import type { SweepSeries } from './sweepSeries';
import { spellGain, spellInterval } from './spell';

interface SweepReadingProps {
  x: number;
  title: string;
  series: readonly SweepSeries[];
}

export function SweepReading({ x, title, series }: SweepReadingProps) {
  const here = series.flatMap(({ name, slot, cells }) => cells.filter((placed) => placed.x === x).map(({ cell }) => ({ name, slot, cell })));
  return (
    <div className="reading">
      <p>{title}</p>
      <table>
        <thead>
          <tr>
            {['', 'probe accuracy', 'untrained', 'gain', 'seeds'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {here.map(({ name, slot, cell: { accuracy, untrained, gain, seeds } }) => (
            <tr key={slot}>
              <th scope="row">
                <Swatch slot={slot} /> {name}
              </th>
              <td>{spellInterval(accuracy)}</td>
              <td>{spellInterval(untrained)}</td>
              <td>{spellGain(gain)}</td>
              <td>{seeds.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
