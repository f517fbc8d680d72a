/** What every probe found, untrained and trained, as a table with a dot plot; former runs that were judged are drawn beside it. */
import { chanceOf, type Task } from '../../data/dataset';
import { differingFields, nameAmong } from '../../runs/naming';
import type { Run } from '../../runs/run';
import { spellTask } from '../text/choices';
import { formatGain, formatPercent, formatWhole } from '../text/format';
import type { Judgement } from '../../worker/protocol';
import { ChartFigure } from '../charts/ChartFigure';
import { GainScale, GainTrack } from '../charts/GainTrack';
import { TaskMenu } from '../charts/TaskMenu';
import { probeRows, type ProbeRow } from './probeRows';

interface ProbeFigureProps {
  runs: readonly Run[];
  current: Run;
  judgement: Judgement;
  task: Task;
  onChooseTask: (name: string) => void;
}

export function ProbeFigure({ runs, current, judgement, task, onChooseTask }: ProbeFigureProps) {
  const judged = [current, ...[...runs].reverse().filter((run) => run.id !== current.id && run.judgement)];
  const chance = chanceOf(task);
  return (
    <ChartFigure
      level={3}
      name={`Every probe on ${spellTask(task.name)}`}
      note={sampleOf(current, judgement)}
      options={
        <div className="chart-options">
          <TaskMenu label="Judged task" tasks={current.tasks} task={task} onChoose={onChooseTask} />
        </div>
      }
      table={() => tableOf(judged)}
    >
      <table className="probes">
        <thead>
          <tr>
            <th scope="col">Probe</th>
            <td className="probe-plot" aria-hidden="true" />
            <th scope="col">Untrained</th>
            <th scope="col">Trained</th>
            <th scope="col">Gain</th>
          </tr>
        </thead>
        <tbody>
          {probeRows(current, task.name).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                <span className="probe-what">{row.what}</span>
              </th>
              <td className="probe-plot" aria-hidden="true">
                <GainTrack chance={chance} currentId={current.id} changes={changesOf(judged, task.name, row.key)} />
              </td>
              <td>{row.untrained === null ? '–' : formatPercent(row.untrained)}</td>
              <td>{formatPercent(row.trained)}</td>
              <td>
                <strong>{gainOf(row)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td />
            <td className="probe-plot task-axis">
              <GainScale />
            </td>
            <td />
            <td />
            <td className="task-axis">points</td>
          </tr>
        </tfoot>
      </table>
    </ChartFigure>
  );
}

/** On which images and at which step: what the numbers' meaning and sampling error follow from. */
function sampleOf({ images, experiment }: Run, { step, trainImages, testImages }: Judgement): string {
  const online = images ? ` The online probe saw the training batches and was judged on up to ${formatWhole(images.probeTest)} test images.` : '';
  const seen = `All but those behind the projector see the ${formatWhole(experiment.width)} numbers of the representation.`;
  return `The network at step ${formatWhole(step)} (filled) and at step 0 (hollow); the tick is chance. Fitted to ${formatWhole(trainImages)} clean training images, judged on ${formatWhole(testImages)} clean test images.${online} ${seen}`;
}

function changesOf(judged: readonly Run[], task: string, key: string) {
  return judged.flatMap((run) => {
    const row = probeRows(run, task).find((other) => other.key === key);
    return row ? [{ run, from: row.untrained, to: row.trained }] : [];
  });
}

function gainOf({ untrained, trained }: ProbeRow): string {
  return untrained === null ? '–' : formatGain(trained - untrained);
}

/** Every task, also those that are not drawn. */
function tableOf(judged: readonly Run[]) {
  const differing = differingFields(judged.map(({ experiment }) => experiment));
  return {
    columns: ['Run', 'Step', 'Task', 'Probe', 'Dimensions', 'Untrained', 'Trained', 'Gain in points'],
    rows: judged.flatMap((run) =>
      run.tasks.flatMap(({ name }) =>
        probeRows(run, name).map((row) => [
          nameAmong(run.experiment, differing),
          run.judgement!.step,
          spellTask(name),
          row.name,
          row.dimensions,
          row.untrained === null ? '–' : formatPercent(row.untrained),
          formatPercent(row.trained),
          gainOf(row),
        ]),
      ),
    ),
  };
}
