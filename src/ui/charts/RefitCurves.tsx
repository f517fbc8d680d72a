/** The refit probe of every run: few, comparable measurements, drawn as markers on a line. */
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { Run } from '../../runs/run';
import { refitMarks } from './curveRows';
import { DIMMED, Marker, runStyle } from './runStyle';

interface RefitCurvesProps {
  runs: readonly Run[];
  currentId: string;
  task: string;
}

export function RefitCurves({ runs, currentId, task }: RefitCurvesProps) {
  const x = useXAxisScale();
  const y = useYAxisScale('accuracy');
  if (!x || !y) return null;
  return (
    <g className="refit-curves">
      {runs.map((run) => {
        const places = refitMarks(run, task).map(({ step, accuracy }) => ({ step, x: x(step) ?? 0, y: y(accuracy) ?? 0 }));
        const isCurrent = run.id === currentId;
        return (
          <g key={run.id} opacity={isCurrent ? 1 : DIMMED}>
            <polyline
              points={places.map((place) => `${place.x},${place.y}`).join(' ')}
              fill="none"
              stroke={runStyle(run.slot).colour}
              strokeWidth={isCurrent ? 2.25 : 1.5}
              strokeLinejoin="round"
            />
            {places.map((place) => (
              <Marker key={place.step} slot={run.slot} x={place.x} y={place.y} hollow={place.step === 0} />
            ))}
          </g>
        );
      })}
    </g>
  );
}
