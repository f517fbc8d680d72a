/** Small charts over steps, one per figure and each on its own scale, and the two figures that only the end of a run tells. */
import { differingFields, nameAmong } from '../../runs/naming';
import { latestInside, type Run } from '../../runs/run';
import { ChartFigure } from '../charts/ChartFigure';
import { Swatch } from '../charts/runStyle';
import { FigureChart } from './FigureChart';
import { finalFigures, insideFigures, type FigureText } from './figures';

interface FigurePanelProps {
  /** Runs that were looked into. */
  runs: readonly Run[];
  currentId: string;
}

export function FigurePanel({ runs, currentId }: FigurePanelProps) {
  const shown = runs.find(({ id }) => id === currentId) ?? runs[runs.length - 1]!;
  return (
    <ChartFigure level={3} name="Rank, collapse, uniformity and sparsity by step" table={() => tableOf(runs)}>
      <ul className="inside-figures">
        {insideFigures.map((text) => (
          <li key={text.figure}>
            <FigureHead text={text} value={latestInside(shown)![text.figure]} />
            <FigureChart text={text} runs={runs} currentId={currentId} />
          </li>
        ))}
        {finalFigures.map((text) => (
          <li key={text.figure}>
            <FigureHead text={text} value={shown.final?.[text.figure]} />
            <FinalValues runs={runs} text={text} />
          </li>
        ))}
      </ul>
    </ChartFigure>
  );
}

function FigureHead({ text: { name, meaning, format }, value }: { text: FigureText; value: number | undefined }) {
  return (
    <>
      <div className="figure-head">
        <h4>{name}</h4>
        <strong>{value === undefined ? '–' : format(value)}</strong>
      </div>
      <p className="figure-meaning">{meaning}</p>
    </>
  );
}

function FinalValues({ runs, text: { figure, format } }: { runs: readonly Run[]; text: (typeof finalFigures)[number] }) {
  const finished = runs.filter(({ final }) => final);
  if (finished.length === 0) return <p className="small soft">Measured at the end of the run, since it needs augmented views.</p>;
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return (
    <ul className="final-values">
      {[...finished].reverse().map((run) => (
        <li key={run.id}>
          <Swatch slot={run.slot} />
          <span>{nameAmong(run.experiment, differing)}</span>
          <span>{format(run.final![figure])}</span>
        </li>
      ))}
    </ul>
  );
}

function tableOf(runs: readonly Run[]) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return {
    columns: ['Run', 'Step', ...insideFigures, ...finalFigures],
    rows: runs.flatMap((run) => {
      const last = run.points.at(-1)?.step;
      return run.points.flatMap(({ step, inside }) =>
        inside
          ? [
              [
                nameAmong(run.experiment, differing),
                step,
                ...insideFigures.map(({ figure }) => inside[figure]),
                ...finalFigures.map(({ figure }) => (run.final && step === last ? run.final[figure] : null)),
              ],
            ]
          : [],
      );
    }),
  };
}
