/** What lies below the curves: looking inside, judging by every probe, the map. Loaded with the first run. */
import type { Task } from '../../data/dataset';
import type { Run } from '../../runs/run';
import { FeatureMapRoom } from '../inside/FeatureMapRoom';
import { LookingInside } from '../inside/LookingInside';
import { JudgementRoom } from '../judgement/JudgementRoom';

interface FurtherRoomsProps {
  /** Those that are shown. */
  runs: readonly Run[];
  current: Run;
  task: Task | undefined;
  onChooseTask: (name: string) => void;
}

export default function FurtherRooms({ runs, current, task, onChooseTask }: FurtherRoomsProps) {
  return (
    <>
      <LookingInside runs={runs} current={current} />
      <JudgementRoom runs={runs} current={current} task={task} onChooseTask={onChooseTask} />
      <FeatureMapRoom run={current} task={task} />
    </>
  );
}
