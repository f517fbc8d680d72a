/** The words and numbers of the network drawing: what comes out, how many channels, which part is fixed. */
import type { NetworkDescription } from '../../model/describe';
import { formatCount, formatWhole } from '../text/format';
import { lossNames, spell } from '../text/choices';
import { centre, type Bar, type NetworkLayout } from './layout';

/** Breadth of a digit at the size of these labels, in pixels. */
const CHARACTER = 8.5;

/** From the representation up to the linear probe; dashed, since no gradient flows back. */
export function ProbeBranch({ layout: { bars, axis, probe, compact } }: { layout: NetworkLayout }) {
  const source = bars.find(({ kind }) => kind === 'representation')!;
  const x = source.x + source.breadth / 2;
  return (
    <g className="probe-branch">
      <path d={`M${x} ${axis - source.height / 2 - 3}V${probe.y + 12}Q${x} ${probe.y} ${x + 12} ${probe.y}H${probe.x - 6}`} />
      <text x={probe.x} y={probe.y - 3} className="outcome">
        {compact ? 'probe' : 'linear probe'}
      </text>
      <text x={probe.x} y={probe.y + 14} className="note">
        {compact ? 'accuracy' : 'its accuracy counts'}
      </text>
      {!compact && (
        <text x={(x + probe.x) / 2} y={probe.y - 8} className="note" textAnchor="middle">
          no gradient flows back
        </text>
      )}
    </g>
  );
}

export function Loss({ layout: { loss, compact }, method }: { layout: NetworkLayout; method: string }) {
  const [first, ...rest] = (lossNames[method] ?? '').split(', ');
  return (
    <g>
      <text x={loss.x} y={loss.y - 3} className="outcome">
        {compact ? 'loss' : 'pretext loss'}
      </text>
      <text x={loss.x} y={loss.y + 14} className="note">
        {spell(method)}
      </text>
      {!compact &&
        [first, ...rest].map((line, index) => (
          <text key={line} x={loss.x} y={loss.y + 30 + 14 * index} className="note">
            {line}
          </text>
        ))}
    </g>
  );
}

/** Channels and map sides in two lines under the bars. */
export function Numbers({ layout: { bars, baseline, compact } }: { layout: NetworkLayout }) {
  const shown = uncrowded(bars.filter(({ kind }) => kind !== 'representation'));
  return (
    <g className="numbers">
      {shown.map((bar) => (
        <g key={bar.id} className={bar.kind} textAnchor="middle">
          <text x={centre(bar)} y={baseline} className="channels">
            {numberOf(bar)}
          </text>
          {bar.side > 1 && (
            <text x={centre(bar)} y={baseline + 15} className="note">
              {compact ? bar.side : `${bar.side}×${bar.side}`}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Brackets that say which part is fixed, which is the lever and which is thrown away. */
export function Spans({ layout, network }: { layout: NetworkLayout; network: NetworkDescription }) {
  const { bars, baseline, compact } = layout;
  const trunk = bars.filter(({ kind }) => kind === 'stem' || kind === 'block');
  const projector = bars.filter(({ kind }) => kind === 'projector');
  const spans = [
    { id: 'trunk', bars: trunk, text: compact ? 'fixed' : `backbone, ${formatCount(network.trunkParameters)} parameters, the same at every D` },
    { id: 'projector', bars: projector, text: compact ? 'projector' : `projector, ${formatCount(network.projectorParameters)}` },
  ];
  const y = baseline + 26;
  return (
    <g className="spans">
      {spans
        .filter((span) => span.bars.length > 0)
        .map(({ id, bars: [...members], text }) => {
          const left = members[0]!.x;
          const right = members[members.length - 1]!.x + members[members.length - 1]!.breadth;
          return (
            <g key={id} className={id}>
              <path d={`M${left - 3} ${y}v4H${right + 3}v-4`} />
              <text x={id === 'trunk' ? left - 3 : (left + right) / 2} y={y + 17} textAnchor={id === 'trunk' ? 'start' : 'middle'} className="note">
                {text}
              </text>
            </g>
          );
        })}
    </g>
  );
}

function numberOf(bar: Bar): string {
  return bar.kind === 'last' ? `D = ${formatWhole(bar.channels)}` : formatWhole(bar.channels);
}

/** Leaves out numbers that would touch their neighbour; the lever's own always stays. */
function uncrowded(bars: readonly Bar[]): Bar[] {
  const breadth = (bar: Bar) => Math.max(28, CHARACTER * numberOf(bar).length);
  const touch = (a: Bar, b: Bar) => centre(b) - centre(a) < (breadth(a) + breadth(b)) / 2 + 6;
  const shown: Bar[] = [];
  for (const bar of bars) {
    while (bar.kind === 'last' && shown.length > 0 && touch(shown[shown.length - 1]!, bar)) shown.pop();
    const previous = shown[shown.length - 1];
    if (!previous || !touch(previous, bar)) shown.push(bar);
  }
  return shown;
}
