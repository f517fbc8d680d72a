/** The representation judged by every probe, on demand, beside the untrained network. */
import { memo, useId } from 'react';
import type { Task } from '../../data/dataset';
import type { Run } from '../../runs/run';
import { useLab } from '../../runs/useLab';
import { whyNot } from './inspecting';
import { InspectionNotice } from './InspectionNotice';
import { ProbeFigure } from './ProbeFigure';
import './judgement.css';
import { sameAsked } from './sameAsked';

interface JudgementRoomProps {
  runs: readonly Run[];
  current: Run;
  task: Task | undefined;
  onChooseTask: (name: string) => void;
}

export const JudgementRoom = memo(function JudgementRoom({ runs, current, task, onChooseTask }: JudgementRoomProps) {
  const lab = useLab();
  const title = useId();
  const reason = useId();
  const { judgement } = current;
  return (
    <section className="room" aria-labelledby={title}>
      <div className="room-head">
        <h2 id={title}>Judged by every probe</h2>
        <p className="small soft">
          A linear probe is one way to ask what a representation holds. Others are a probe with a hidden layer, one that sees only zeros and ones,
          a vote of neighbours, and a probe behind each projector layer. Each is applied to the untrained network too.
        </p>
      </div>
      <div className="inspect-row">
        <button type="button" className="button" aria-disabled={whyNot(current) !== null} aria-describedby={reason} onClick={judge}>
          {judgement ? 'Judge again' : 'Judge by every probe'}
        </button>
        <InspectionNotice run={current} of="judgement" id={reason} />
      </div>
      {judgement && task && <ProbeFigure runs={runs} current={current} judgement={judgement} task={task} onChooseTask={onChooseTask} />}
    </section>
  );

  function judge() {
    if (whyNot(current) === null) lab.judge(current.id);
  }
}, (a, b) => sameAsked(a.current, b.current) && a.task === b.task && sameJudgements(a.runs, b.runs));

function sameJudgements(runs: readonly Run[], others: readonly Run[]): boolean {
  return runs.length === others.length && runs.every(({ id, judgement }, index) => id === others[index]!.id && judgement === others[index]!.judgement);
}
