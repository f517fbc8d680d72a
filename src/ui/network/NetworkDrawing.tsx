/** The network as it really is for the settings: a silhouette whose height is the number of channels. */
import { memo, useRef } from 'react';
import type { Experiment } from '../../experiment/fields';
import type { NetworkDescription } from '../../model/describe';
import { spell } from '../text/choices';
import { widthSteps } from '../text/scale';
import { centre, fullHeight, heightOf, layOut, type Bar, type NetworkLayout } from './layout';
import { Loss, Numbers, ProbeBranch, Spans } from './NetworkLabels';
import { useDraggedBlock } from './useDraggedBlock';
import { useEasedWidth } from './useEasedWidth';
import { useWidth } from './useWidth';

const HEIGHT = 288;
const COMPACT_HEIGHT = 280;
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

function describe(network: NetworkDescription, { width, layers, method }: Experiment): string {
  const projector = layers === 0 ? 'no projector' : `a projector of ${layers} ${layers === 1 ? 'layer' : 'layers'}`;
  const trunk = network.layers.filter(({ kind }) => kind === 'stem' || kind === 'block').map(({ channels }) => channels);
  return `Drawing of the network: two views of an image pass a backbone of ${trunk.join(', ')} channels and a last block of ${width} channels; the representation of ${width} numbers goes through ${projector} to the ${spell(method)} loss, and to a linear probe.`;
}
