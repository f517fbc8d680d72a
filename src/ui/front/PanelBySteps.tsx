/** Accuracy by step: a run of one's own over the faint recorded ones, whose ends are named by their widths, so that the answer stays in sight. */
import { memo } from 'react';
import type { RunRecord } from '../../record/record';
import type { Run } from '../../runs/run';
import { formatWhole } from '../text/format';
import { type Geometry, type Height, path, type PanelBox, type Place } from './geometry';

interface PanelByStepsProps {
  geometry: Geometry;
  box: PanelBox;
  y: Height;
  task: string;
  curves: readonly RunRecord[];
  run: Run | undefined;
}

/** Names closer than this would touch. */
const LINE = 11;

export const PanelBySteps = memo(function PanelBySteps({ geometry, box, y, task, curves, run }: PanelByStepsProps) {
  const steps = run?.experiment.steps ?? curves[0]?.experiment.steps ?? 400;
  const x = (step: number) => box.left + (Math.min(step, steps) / steps) * (box.right - box.left);
  const ofRecord = (record: RunRecord, probe: 'refit' | 'online') =>
    record.points.flatMap((point): Place[] => {
      const share = point[probe]?.[task];
      return share === undefined ? [] : [{ x: x(point.step), y: y(share) }];
    });
  const recorded = curves.map((record) => ({ width: record.experiment.width, places: ofRecord(record, 'refit') })).filter(({ places }) => places.length > 0);
  const own = run ? { refit: ofRecord(run, 'refit'), online: ofRecord(run, 'online') } : null;
  return (
    <g className="by-steps">
      {recorded.map(({ width, places }) => (
        <path key={width} className="curve faint" d={path(places)} />
      ))}
      {apart(recorded.map(({ width, places }) => ({ name: formatWhole(width), y: places[places.length - 1]!.y })), geometry.top).map(({ name, y: height }) => (
        <text key={name} className="tick" x={box.right + 5} y={height + 4}>
          {name}
        </text>
      ))}
      {own && run && (
        <>
          {own.refit[0] && <path className="own-untrained" d={`M${own.refit[0].x} ${own.refit[0].y}H${box.right}`} />}
          <path className="own-online" d={path(own.online)} />
          <path className="own-curve" d={path(own.refit)} />
          {own.refit.map((place) => (
            <circle key={place.x} className="own-dot" cx={place.x} cy={place.y} r={3.5} />
          ))}
          {own.refit.length > 0 && (
            <text className="own-name" x={box.left + 8} y={geometry.top + 10}>
              {geometry.compact ? `yours, ${formatWhole(run.experiment.width)}` : `yours, D = ${formatWhole(run.experiment.width)}`}
            </text>
          )}
        </>
      )}
      {[0, steps / 2, steps].map((step) => (
        <text key={step} className="tick" x={x(step)} y={geometry.bottom + 15} textAnchor={step === 0 ? 'start' : step === steps ? 'end' : 'middle'}>
          {step === 0 ? 'step 0' : formatWhole(Math.round(step))}
        </text>
      ))}
    </g>
  );
});

interface Named {
  readonly name: string;
  readonly y: number;
}

/** Names of curves' ends, moved up until none touches the next, and down again where they would leave the plot. */
function apart(names: readonly Named[], top: number): Named[] {
  const moved: { name: string; y: number }[] = [];
  for (const { name, y } of names.toSorted((a, b) => b.y - a.y)) moved.push({ name, y: Math.min(y, (moved.at(-1)?.y ?? Infinity) - LINE) });
  let limit = top;
  for (const named of moved.toReversed()) {
    named.y = Math.max(named.y, limit);
    limit = named.y + LINE;
  }
  return moved;
}
