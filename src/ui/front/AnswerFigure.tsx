/** The large chart: one panel for what the pretext throws away, one for another task, one scale, one handle. */
import { type PointerEvent, type ReactNode, useId, useMemo, useRef } from 'react';
import type { RunRecord } from '../../record/record';
import { nearestWidth } from '../../runs/answer';
import { currentRun } from '../../runs/lab';
import { useLab, useLabState } from '../../runs/useLab';
import { Cursor } from './Cursor';
import { type Geometry, geometryOf, heightScale, topOf, widthAtPlace } from './geometry';
import { OwnMarks } from './OwnMarks';
import { marksOf, ownResults } from './ownRuns';
import { PanelBySteps } from './PanelBySteps';
import { PanelByWidth } from './PanelByWidth';
import { PanelFrame } from './PanelFrame';
import { Knob, Rail } from './Rail';
import { useReleaseWidth } from './useShownWidth';
import { useSize } from './useSize';
import type { TaskAnswer } from './verdict';
import { WidthInput } from './WidthInput';

export interface FigurePanel {
  readonly task: string;
  readonly answer: TaskAnswer;
  /** What stands above it, and over it. */
  readonly head: ReactNode;
  readonly over?: ReactNode;
  /** While a visitor guesses. */
  readonly veiled: boolean;
}

interface AnswerFigureProps {
  panels: readonly FigurePanel[];
  /** Of all tasks of the chart, so that the scale stays while tasks change. */
  shares: readonly number[];
  /** Settings of the recorded runs, as a link. */
  family: string;
  by: 'width' | 'steps';
  curves: readonly RunRecord[];
}

export function AnswerFigure({ panels, shares, family, by, curves }: AnswerFigureProps) {
  const [frame, size] = useSize<HTMLDivElement>();
  const id = useId();
  const geometry = useMemo(() => size && geometryOf(size.width, size.height, panels.length), [size, panels.length]);
  const drag = useDrag(geometry, by);
  return (
    <div ref={frame} className="figure-frame" data-by={by}>
      <WidthInput id={id} />
      {geometry && (
        <svg className="figure-svg" width={geometry.width} height={geometry.height} role="img" aria-label={describe(panels)} {...drag}>
          <Panels geometry={geometry} panels={panels} shares={shares} family={family} by={by} curves={curves} />
        </svg>
      )}
      {geometry &&
        panels.map(({ head, over }, index) => {
          const { left, right } = geometry.panels[index]!;
          return (
            <div key={index} className="panel" style={{ left, width: right - left, height: geometry.bottom }}>
              <div className="panel-head">{head}</div>
              {over && <div className="panel-over">{over}</div>}
            </div>
          );
        })}
    </div>
  );
}

function Panels({ geometry, panels, shares, family, by, curves }: AnswerFigureProps & { geometry: Geometry }) {
  const runs = useLabState((state) => state.runs);
  const run = useLabState(currentRun);
  // The names of the curves stand where the readings are not, which are those of the nearest recorded width; few drags change that. What
  // training did is said to the right of a loss and to the left of a gain.
  const widths = panels[0]!.answer.effects.map((effect) => effect.width);
  const beyond = useLabState(({ draggedWidth, experiment }) => [80, 300].filter((limit) => nearestWidth(widths, draggedWidth ?? experiment.width) > limit).length);
  const sideOf = ({ effects }: TaskAnswer) => (beyond > (effects[0]!.gain.mean < 0 ? 0 : 1) ? 'left' : 'right');
  const most = useMemo(() => {
    // What was trained here may lie above everything recorded.
    const ofRuns = [...runs.filter(({ origin }) => origin === 'here'), ...curves].flatMap(({ points }) => points.flatMap(({ refit }) => panels.map(({ task }) => refit?.[task] ?? 0)));
    return topOf([...shares, ...ofRuns]);
  }, [shares, runs, curves, panels]);
  const y = useMemo(() => heightScale(geometry, most), [geometry, most]);
  const finished = runs.filter(({ state, origin }) => state === 'finished' && origin === 'here');
  return panels.map(({ task, answer, veiled }, index) => {
    const box = geometry.panels[index]!;
    const side = sideOf(answer);
    return (
      <g key={index}>
        <PanelFrame geometry={geometry} box={box} y={y} most={most} chance={answer.chance} isFirst={index === 0} side={side} aside={by === 'width' && !geometry.compact} />
        {by === 'width' ? (
          <>
            <PanelByWidth geometry={geometry} box={box} y={y} answer={answer} side={side} veiled={veiled} />
            <Cursor geometry={geometry} box={box} y={y} answer={answer} veiled={veiled} />
            {!veiled && finished.length > 0 && <OwnMarks geometry={geometry} box={box} y={y} marks={marksOf(ownResults(finished, task), family)} />}
          </>
        ) : (
          <PanelBySteps geometry={geometry} box={box} y={y} task={task} curves={curves} run={run?.origin === 'here' ? run : undefined} />
        )}
        <Rail geometry={geometry} box={box} />
        <Knob geometry={geometry} box={box} />
      </g>
    );
  });
}

/** A pointer on a plot or on its rail takes the handle there and moves it; on curves by step only the rail does. */
function useDrag(geometry: Geometry | null, by: 'width' | 'steps') {
  const lab = useLab();
  const release = useReleaseWidth();
  const held = useRef<number | null>(null);

  function widthAt({ clientX, currentTarget }: PointerEvent<SVGSVGElement>, panel: number): number {
    return widthAtPlace(geometry!.panels[panel]!, clientX - currentTarget.getBoundingClientRect().left);
  }
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (!geometry || event.button !== 0) return;
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      if (by === 'steps' && y < geometry.bottom + 18) return;
      const panel = geometry.panels.findLastIndex((box, index) => index === 0 || x >= box.left - geometry.room / 2);
      held.current = panel;
      event.currentTarget.setPointerCapture(event.pointerId);
      // Keys go on where the hand left off.
      event.currentTarget.parentElement?.querySelector<HTMLInputElement>('.width-input')?.focus({ preventScroll: true });
      event.preventDefault();
      lab.dragWidth(widthAt(event, panel));
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      if (held.current === null) return;
      const width = widthAt(event, held.current);
      if (width !== lab.store.getState().draggedWidth) lab.dragWidth(width);
    },
    onPointerUp() {
      if (held.current === null) return;
      held.current = null;
      const { draggedWidth } = lab.store.getState();
      if (draggedWidth !== null) release(draggedWidth);
    },
    onPointerCancel() {
      held.current = null;
      lab.dragWidth(null);
    },
  };
}

function describe(panels: readonly FigurePanel[]): string {
  return `Probe accuracy by the width D of the last block, before and after training: ${panels.map(({ answer }) => answer.word).join(' and ')}. The sentence below tells it in numbers.`;
}
