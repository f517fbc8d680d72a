/**
 * The pretext loss of every run. Drawn as one path per run rather than as a chart line, which would keep an object per
 * step and line: with six runs of 10,000 steps that cost 150 ms per drawing, this costs a few.
 */
import { memo } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { Run } from '../../runs/run';
import type { Series } from '../../record/series';
import { bucketFor, smooth, thin } from '../../record/thin';
import { DIMMED, runStyle } from './runStyle';

interface LossCurvesProps {
  runs: readonly Run[];
  currentId: string;
  /** Steps that the axis spans, and pixels it has for them. */
  reach: number;
  pixels: number;
  smoothing: number;
}

export function LossCurves({ runs, currentId, reach, pixels, smoothing }: LossCurvesProps) {
  const x = useXAxisScale();
  const y = useYAxisScale('loss');
  if (!x || !y) return null;
  // Both scales are linear: two numbers each, which stay equal between drawings and let `memo` skip finished runs.
  const xStart = x(0) ?? 0;
  const xPerStep = ((x(reach) ?? 0) - xStart) / reach;
  const yStart = y(0) ?? 0;
  const yPerLoss = (y(1) ?? 0) - yStart;
  return (
    <g>
      {runs.map((run) => (
        <LossCurve
          key={run.id}
          losses={run.losses}
          slot={run.slot}
          isCurrent={run.id === currentId}
          bucket={bucketFor(reach, pixels / 1.5)}
          {...{ xStart, xPerStep, yStart, yPerLoss, smoothing }}
        />
      ))}
    </g>
  );
}

interface LossCurveProps {
  losses: Series;
  slot: number;
  isCurrent: boolean;
  bucket: number;
  xStart: number;
  xPerStep: number;
  yStart: number;
  yPerLoss: number;
  smoothing: number;
}

const LossCurve = memo(function LossCurve(props: LossCurveProps) {
  const { losses, slot, isCurrent, bucket, xStart, xPerStep, yStart, yPerLoss, smoothing } = props;
  const { colour, dash } = runStyle(slot);
  const path = thin(smooth(losses, smoothing), bucket)
    .map(({ step, value }) => `${(xStart + step * xPerStep).toFixed(1)} ${(yStart + value * yPerLoss).toFixed(1)}`)
    .join('L');
  if (path === '') return null;
  return (
    <path
      d={`M${path}`}
      fill="none"
      stroke={colour}
      strokeWidth={isCurrent ? 1.75 : 1.25}
      strokeDasharray={dash}
      strokeLinejoin="round"
      opacity={isCurrent ? 1 : DIMMED}
    />
  );
});
