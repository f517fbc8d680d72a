/** The front page: one claim, the recorded answer to it, and a way to get one's own. Nothing that trains is loaded before it is asked for. */
import { useMemo, useState } from 'react';
import type { ChartKind } from '../../experiment/pageOptions';
import type { AnswerChart } from '../../runs/answer';
import { currentRun } from '../../runs/lab';
import { isActive } from '../../runs/run';
import { useLabState } from '../../runs/useLab';
import { pageStore, usePage } from '../pageStore';
import { spellTask } from '../text/choices';
import { AnswerFigure, type FigurePanel } from './AnswerFigure';
import { Below } from './Below';
import { Flip } from './Flip';
import './front.css';
import { FrontNetwork } from './FrontNetwork';
import { FrontViews } from './FrontViews';
import { useGuess } from './guess';
import { GuessPrompt } from './GuessPrompt';
import { familyOfChart } from './ownRuns';
import { PanelHead } from './PanelHead';
import { RunStrip } from './RunStrip';
import { answerTo, useAnswer, useCurves } from './useAnswer';
import { Verdict } from './Verdict';
import { directionOf, keptDifference } from './verdict';
import { WalkStrip } from './WalkStrip';
import { HELPED_TASK, LOST_TASK } from './words';

export function FrontPage() {
  const answer = useAnswer();
  const [source, setSource] = useState<AnswerChart['id']>('shapes');
  const [wanted, setWanted] = useState<string>(HELPED_TASK);
  const walk = usePage((state) => state.walk);
  const chart = answer?.charts.find(({ id }) => id === source) ?? answer?.charts[0] ?? null;
  const guess = useGuess(chart !== null);
  const by = useBy();
  const curves = useCurves(by.by === 'steps');
  const parts = useMemo(() => chart && partsOf(chart, wanted), [chart, wanted]);
  const family = useMemo(() => (chart ? familyOfChart(chart) : ''), [chart]);
  const direction = parts?.lost ? directionOf(keptDifference(parts.lost)) : null;
  const veiled = guess.asking && Boolean(parts?.lost);

  return (
    <div className="front">
      <Claim veiled={veiled} shown={direction !== 'narrow' && direction !== 'same'} />
      <div className="front-desk">
        <div className="front-answer">
          <div className="front-switches">
            {/* There from the start: what comes later moves what is beside it. */}
            {answer !== null && (answer?.charts.length ?? 2) > 1 && (
              <Flip
                label="CIFAR-10 photographs instead of generated scenes"
                off="Generated scenes"
                on="CIFAR-10 photographs"
                value={source === 'cifar10'}
                onChange={(on) => setSource(on ? 'cifar10' : 'shapes')}
              />
            )}
            {by.offered && <Flip label="By step instead of by width" off="By width" on="By step" value={by.by === 'steps'} onChange={(on) => by.choose(on ? 'steps' : 'width')} />}
            <p className="front-measure">
              <strong>Probe accuracy</strong>: how often a simple (linear) classifier, shown only what the network kept of a new image, is right
            </p>
          </div>
          {chart && parts ? (
            <AnswerFigure panels={panelsOf()} shares={parts.shares} family={family} by={by.by} curves={source === 'shapes' ? curves : []} />
          ) : (
            <div className="figure-frame">{answer === null && <Missing />}</div>
          )}
          {walk !== null && <WalkStrip step={walk} answer={parts?.lost ?? null} />}
          {parts ? <Verdict answer={parts.lost ?? parts.second} veiled={veiled} /> : <div className="verdict" />}
          <RunStrip task={parts && (parts.lostTask ?? parts.secondTask)} answer={parts && (parts.lost ?? parts.second)} family={family} inLab={chart?.id === 'cifar10'} />
        </div>
        <aside className="front-side" aria-label="The network">
          <FrontNetwork />
          <FrontViews recorded={chart?.views} />
        </aside>
      </div>
      <Below chart={chart} />
    </div>
  );

  function panelsOf(): FigurePanel[] {
    const { lost, second, secondTask, tasks } = parts!;
    const menu = (
      <select className="task-menu" aria-label="Task" value={secondTask} onChange={({ target }) => setWanted(target.value)}>
        {tasks.map((task) => (
          <option key={task} value={task}>
            {spellTask(task)}
          </option>
        ))}
      </select>
    );
    const other: FigurePanel = { task: secondTask, answer: second, veiled: false, head: <PanelHead answer={second} menu={tasks.length > 1 ? menu : null} /> };
    if (!lost) return [other];
    const head = <PanelHead answer={lost} isLost guess={guess.guess} direction={direction} />;
    return [{ task: LOST_TASK, answer: lost, veiled, head, over: veiled ? <GuessPrompt guess={guess} /> : undefined }, other];
  }
}

/** The task that is thrown away beside the chosen one; of photographs the chosen one alone. */
function partsOf(chart: AnswerChart, wanted: string) {
  const lost = answerTo(chart, LOST_TASK);
  const tasks = chart.tasks.map(({ name }) => name).filter((name) => name !== LOST_TASK);
  const secondTask = tasks.includes(wanted) ? wanted : tasks[0]!;
  const second = answerTo(chart, secondTask)!;
  const shares = chart.runs.flatMap(({ untrained, trained }) => [...untrained, ...trained].map((count) => count / chart.testImages));
  return { lost, lostTask: lost && LOST_TASK, second, secondTask, tasks, shares };
}

/** By width, until a run goes; then by step until it ends, unless the visitor chose otherwise meanwhile. */
function useBy() {
  const going = useLabState((state) => {
    const run = currentRun(state);
    return run !== undefined && run.origin === 'here' && isActive(run) ? run.id : null;
  });
  const any = useLabState(({ runs }) => runs.length > 0);
  const asked = usePage(({ chart }) => chart);
  const [chosen, setChosen] = useState<{ during: string | null; by: ChartKind } | null>(() => (asked ? { during: null, by: asked } : null));
  const by: ChartKind = chosen?.during === going ? chosen.by : going === null ? 'width' : 'steps';
  return {
    by,
    offered: any || asked !== null,
    choose(next: ChartKind) {
      setChosen({ during: going, by: next });
      pageStore.setState({ chart: next === 'steps' ? next : null });
    },
  };
}

/** The claim; while a visitor guesses, the question in its place, so that nothing moves when the answer comes. */
function Claim({ veiled, shown }: { veiled: boolean; shown: boolean }) {
  return (
    <h2 className="claim">
      <span className={veiled ? 'hidden-line' : undefined} aria-hidden={veiled || undefined}>
        {shown
          ? 'Train a network to ignore colour, and it forgets colour. Widen only its very last block, and it remembers.'
          : 'Train a network to ignore colour. Does it remember more with a wider last block? This is what was measured.'}
      </span>
      {veiled && <span>A network is trained to ignore colour. Does it forget colour, and does the width of its very last block matter?</span>}
    </h2>
  );
}

function Missing() {
  return (
    <p className="soft">
      The recorded answer could not be loaded. Reload the page, or train networks yourself in the <a href="?lab=1">Lab</a>.
    </p>
  );
}
