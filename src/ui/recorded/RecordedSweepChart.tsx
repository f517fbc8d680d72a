/** Accuracy against width of the recorded sweep, with the width of the slider. Loaded late: this is where Recharts comes in. */
import type { RecordedSweep } from '../../runs/recorded';
import { SweepResults } from '../sweep/SweepResults';
import { WidthMark } from './WidthMark';

const mark = <WidthMark />;

export default function RecordedSweepChart({ recorded: { sweep, summaries }, task }: { recorded: RecordedSweep; task: string }) {
  return <SweepResults sweep={sweep} runs={summaries} level={2} task={task} mark={mark} />;
}
