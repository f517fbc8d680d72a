/** The part of a report that the page draws of recorded runs: a first visit should not download more. Pure. */
import type { ExperimentReport } from '../../record/report';

/** More than a chart of a thousand pixels can show. */
const DIGITS = 4;

/** Without the terms of the loss, the looks inside, the spectrum, pictures and which images were right; every figure that is no count is rounded. */
export function drawnPart(report: ExperimentReport): ExperimentReport {
  const { version, date, madeBy, config, device, parameters, tasks, images, untrained, points, losses, final, timing, memory, ends } = report;
  return {
    ...{ version, date, madeBy, config, device, parameters, tasks, images, memory },
    untrained: rounded(untrained),
    points: points.map(({ step, seconds, loss, online, refit }) => rounded({ step, seconds, loss, online, ...(refit && { refit }) })),
    losses: rounded(losses),
    final: { ...rounded(final), spectrum: [] },
    timing: rounded(timing),
    ...(ends && { ends: { untrained: { correct: ends.untrained.correct, right: {} }, trained: { correct: ends.trained.correct, right: {} } } }),
  };
}

function rounded<Value>(value: Value): Value {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))) as Value;
  if (Array.isArray(value)) return value.map(rounded) as Value;
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)])) as Value;
  return value;
}
