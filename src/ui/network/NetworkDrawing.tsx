/** The network as it really is for the settings: a silhouette whose height is the number of channels. */
import { memo, useRef } from 'react';
import type { Experiment } from '../../experiment/fields';
import type { NetworkDescription } from '../../model/describe';
import { formatCount } from '../text/format';
import { lossNames, spell } from '../text/choices';
import { widthSteps } from '../text/scale';
import { fullHeight, heightOf, layOut, type Bar, type NetworkLayout } from './layout';
import { useDraggedBlock } from './useDraggedBlock';
import { useEasedWidth } from './useEasedWidth';
import { useWidth } from './useWidth';

const HEIGHT = 288;
const COMPACT_HEIGHT = 280;
/** Breadth of a digit at the size of these labels, in pixels. */
const CHARACTER = 8.5;
/** Before the first layout, and where something squeezes the page to nothing. */
const NARROWEST = 240;

interface NetworkDrawingProps {
  network: NetworkDescription;
  experiment: Experiment;
}

export const NetworkDrawing = memo(function NetworkDrawing({ network, experiment }: NetworkDrawingProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(NARROWEST, useWidth(frame, 720));
  const drawn = useEasedWidth(experiment.width);
  const height = width < 560 ? COMPACT_HEIGHT : HEIGHT;
  const layout = layOut(network, drawn, width, height);
  return (
    <div ref={frame} className="network-frame">
      <svg
        className="network"
        role="img"
        aria-label={describe(network, experiment)}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        width={layout.width}
        height={layout.height}
      >
        <Reach layout={layout} />
        <Streams layout={layout} />
        {layout.bars.map((bar) => (
          <BarShape key={bar.id} bar={bar} axis={layout.axis} />
        ))}
        <ProbeBranch layout={layout} />
        <Loss layout={layout} method={experiment.method} />
        <Numbers layout={layout} />
        <Spans layout={layout} network={network} />
        <LastBlockHandle layout={layout} />
      </svg>
    </div>
  );
});

/** How far the lever reaches: faint lines where the narrowest and the widest block of the slider would end. */
function Reach({ layout: { bars, axis, height } }: { layout: NetworkLayout }) {
  const block = bars.find(({ kind }) => kind === 'last')!;
  const left = block.x - 12;
  const right = block.x + block.breadth + 12;
  return (
    <g className="reach">
      {[widthSteps[0]!, widthSteps[widthSteps.length - 1]!].map((channels) => {
        const half = heightOf(channels, fullHeight(height)) / 2;
        return <path key={channels} d={`M${left} ${axis - half}H${right}M${left} ${axis + half}H${right}`} />;
      })}
    </g>
  );
}

/** The flow between bars: a trapezoid from each to the next. */
function Streams({ layout: { bars, axis, loss } }: { layout: NetworkLayout }) {
  const final = bars[bars.length - 1]!;
  return (
    <>
      {bars.slice(1).map((to, index) => {
        const from = bars[index]!;
        return <path key={to.id} className={`stream ${to.kind}`} d={trapezoid(from, to, axis)} />;
      })}
      <path className="stream loss" d={trapezoid(final, { ...final, x: loss.x - 6, height: 12 }, axis)} />
    </>
  );
}

function trapezoid(from: Bar, to: Bar, axis: number): string {
  const left = from.x + from.breadth;
  const a = from.height / 2;
  const b = to.height / 2;
  return `M${left} ${axis - a}L${to.x} ${axis - b}V${axis + b}L${left} ${axis + a}Z`;
}

function BarShape({ bar, axis }: { bar: Bar; axis: number }) {
  return (
    <rect
      className={`bar ${bar.kind}`}
      x={bar.x}
      y={axis - bar.height / 2}
      width={Math.max(bar.breadth, 5)}
      height={bar.height}
      rx={Math.min(5, bar.breadth / 2)}
    />
  );
}

/** From the representation up to the linear probe; dashed, since no gradient flows back. */
function ProbeBranch({ layout: { bars, axis, probe, compact } }: { layout: NetworkLayout }) {
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

function Loss({ layout: { loss, compact }, method }: { layout: NetworkLayout; method: string }) {
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
function Numbers({ layout: { bars, baseline, compact } }: { layout: NetworkLayout }) {
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
function Spans({ layout, network }: { layout: NetworkLayout; network: NetworkDescription }) {
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

/** The name of the lever on top of it, and a handle: the block can be taken by the hand. The slider does the same. */
function LastBlockHandle({ layout }: { layout: NetworkLayout }) {
  const { bars, axis, height, compact } = layout;
  const block = bars.find(({ kind }) => kind === 'last')!;
  const drag = useDraggedBlock(layout);
  const top = axis - block.height / 2;
  return (
    <g className="handle" {...drag}>
      <rect x={block.x - 8} y={top - 14} width={block.breadth + 16} height={block.height + 28} fill="transparent" />
      <text x={compact ? block.x + block.breadth : centre(block)} y={axis - fullHeight(height) / 2 - 12} textAnchor={compact ? 'end' : 'middle'}>
        last block
      </text>
      <path d={`M${centre(block) - 7} ${top - 5}h14M${centre(block) - 7} ${axis + block.height / 2 + 5}h14`} />
    </g>
  );
}

function numberOf(bar: Bar): string {
  return bar.kind === 'last' ? `D = ${bar.channels}` : String(bar.channels);
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

function centre(bar: Bar): number {
  return bar.x + bar.breadth / 2;
}

function describe(network: NetworkDescription, { width, layers, method }: Experiment): string {
  const projector = layers === 0 ? 'no projector' : `a projector of ${layers} ${layers === 1 ? 'layer' : 'layers'}`;
  const trunk = network.layers.filter(({ kind }) => kind === 'stem' || kind === 'block').map(({ channels }) => channels);
  return `Drawing of the network: two views of an image pass a backbone of ${trunk.join(', ')} channels and a last block of ${width} channels; the representation of ${width} numbers goes through ${projector} to the ${spell(method)} loss, and to a linear probe.`;
}
