/** What moves with the handle: the line at D, both accuracies there, and what training did between them. Nothing else is drawn anew under a drag. */
import { nearestWidth } from '../../runs/answer';
import type { WidthEffect } from '../../record/effects';
import { clearOf, type Geometry, type Height, type PanelBox, type Place, placeOfWidth } from './geometry';
import { useShownWidth } from './useShownWidth';
import type { TaskAnswer } from './verdict';
import { percent, points } from './words';

/** Breadth of “training removed” at the size of its letters. */
const LABEL = 112;
const COMPACT_LABEL = 50;
const LINE = 15;
/** From the point, so that its number has room. */
const ASIDE = 24;

interface CursorProps {
  geometry: Geometry;
  box: PanelBox;
  y: Height;
  answer: TaskAnswer;
  veiled: boolean;
}

export function Cursor({ geometry, box, y, answer, veiled }: CursorProps) {
  const width = useShownWidth();
  const { effects } = answer;
  const recorded = nearestWidth(effects.map((effect) => effect.width), width);
  const { untrained, trained } = effects.find((effect) => effect.width === recorded)!;
  const x = placeOfWidth(box, width);
  const at = placeOfWidth(box, recorded);
  const [before, after] = [y(untrained.mean), y(trained.mean)];
  const isLower = after > before;
  // Beside the end of the axis a centred number would leave the panel.
  const aside = at - box.left < 24 ? { textAnchor: 'start' as const, dx: -14 } : box.right - at < 24 ? { textAnchor: 'end' as const, dx: 14 } : { textAnchor: 'middle' as const };
  return (
    <g className="cursor">
      <path className="cursor-line" d={`M${x} ${geometry.top}V${geometry.rail}`} />
      <circle className="reading untrained" cx={at} cy={before} r={4.5} />
      {!veiled && (
        <>
          <path className={`gap-line ${isLower ? 'removed' : 'added'}`} d={`M${at} ${before}V${after}`} />
          <circle className="reading trained" cx={at} cy={after} r={5.5} />
          <GapName geometry={geometry} box={box} y={y} effects={effects} recorded={recorded} />
          <text className="reading-text trained" x={at} y={isLower ? after + 21 : after - 11} {...aside}>
            {percent(trained.mean)}
          </text>
        </>
      )}
      <text className="reading-text untrained" x={at} y={isLower || veiled ? before - 10 : before + 20} {...aside}>
        {percent(untrained.mean)}
      </text>
    </g>
  );
}

/** What lies between the two accuracies, named beside them and clear of the curves: below a loss, above a gain. */
function GapName({ geometry, box, y, effects, recorded }: Omit<CursorProps, 'answer' | 'veiled'> & { effects: readonly WidthEffect[]; recorded: number }) {
  const { trained, gain } = effects.find(({ width }) => width === recorded)!;
  const at = placeOfWidth(box, recorded);
  const isLoss = gain.mean < 0;
  const size = points(gain.mean);
  const breadth = geometry.compact ? COMPACT_LABEL : LABEL;
  // Accuracies rise with the width: there is room below to the right, and above to the left.
  const toRight = isLoss ? at + ASIDE + breadth < box.right + geometry.room * 0.7 : at - ASIDE - breadth < box.left - 4;
  const start = toRight ? at + ASIDE : at - ASIDE;
  const span = toRight ? { from: at, to: Math.min(box.last, start + breadth) } : { from: Math.max(box.first, start - breadth), to: at };
  const curve = effects.map((effect): Place => ({ x: placeOfWidth(box, effect.width), y: y(effect.trained.mean) }));
  const clear = clearOf(curve, span, isLoss ? 'below' : 'above');
  const first = isLoss ? Math.max(clear, y(trained.mean) + 8) : Math.min(clear - LINE, y(trained.mean) - LINE - 6);
  const verb = isLoss ? 'removed' : 'added';
  const [what, howMuch] = size === '0.0' ? ['training', 'changed nothing'] : [geometry.compact ? verb : `training ${verb}`, `${size} points`];
  return (
    <text className={`gap-name ${isLoss ? 'removed' : 'added'}`} textAnchor={toRight ? 'start' : 'end'}>
      <tspan x={start} y={first}>
        {what}
      </tspan>
      <tspan x={start} y={first + LINE}>
        {howMuch}
      </tspan>
    </text>
  );
}
