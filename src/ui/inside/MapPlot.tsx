/** The map with its axes: hovering shows an image, a click or the arrow keys select one. */
import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Task } from '../../data/dataset';
import { formatPercent } from '../text/format';
import type { FeatureMap } from '../../worker/protocol';
import { useWidth } from '../network/useWidth';
import { Picture } from '../Picture';
import { MapCanvas } from './MapCanvas';
import { nearestPoint, neighboursOf, placesIn, pointTowards } from './mapPlaces';

interface MapPlotProps {
  map: FeatureMap;
  colouring: Task | undefined;
  naming: Task | undefined;
  only: number | null;
  selected: number | null;
  onSelect: (index: number | null) => void;
}

/** From the edge of the frame to the outermost points: room for the axes' names. */
const MARGIN = 28;
/** Pixels within which a point is meant. */
const REACH = 14;
const TALLEST = 520;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function MapPlot({ map, colouring, naming, only, selected, onSelect }: MapPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const hint = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const width = useWidth(frame, 600);
  const height = Math.min(TALLEST, Math.round(0.8 * width));
  const pixels = useMemo(() => placesIn(map.places, width, height, MARGIN), [map.places, width, height]);
  const at = (index: number) => [pixels[2 * index]!, pixels[2 * index + 1]!] as const;

  function pointed(event: PointerEvent | React.MouseEvent): number | null {
    const box = frame.current!.getBoundingClientRect();
    return nearestPoint(pixels, event.clientX - box.left, event.clientY - box.top, REACH);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (event.key === 'Escape') return onSelect(null);
    if (!step) return;
    event.preventDefault();
    const next = selected === null ? nearestPoint(pixels, width / 2, height / 2, Infinity) : pointTowards(pixels, selected, ...step);
    if (next !== null) onSelect(next);
  }

  return (
    <div className="map-plot">
      <div
        ref={frame}
        className="map-frame"
        style={{ height }}
        role="application"
        aria-label={`Map of ${map.count} test images`}
        aria-describedby={hint}
        tabIndex={0}
        onPointerMove={(event) => setHovered(pointed(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => onSelect(pointed(event))}
        onKeyDown={onKeyDown}
      >
        <MapCanvas width={width} height={height} pixels={pixels} labels={colouring && map.labels[colouring.name]} classNames={colouring?.classNames} only={only} />
        <svg className="map-marks" width={width} height={height} aria-hidden="true">
          {map.shares && (
            <>
              <text x={width / 2} y={height - 8} textAnchor="middle">
                principal direction 1, {formatPercent(map.shares[0])} of the variance
              </text>
              <text transform={`translate(16 ${height / 2}) rotate(-90)`} textAnchor="middle">
                principal direction 2, {formatPercent(map.shares[1])}
              </text>
            </>
          )}
          {selected !== null &&
            neighboursOf(map, selected).map(({ index }) => {
              const [[x1, y1], [x2, y2]] = [at(selected), at(index)];
              return (
                <g key={index}>
                  <line {...{ x1, y1, x2, y2 }} />
                  <circle cx={x2} cy={y2} r="6.5" />
                </g>
              );
            })}
          {selected !== null && <circle className="selected" cx={at(selected)[0]} cy={at(selected)[1]} r="9" />}
          {hovered !== null && <circle className="hovered" cx={at(hovered)[0]} cy={at(hovered)[1]} r="7.5" />}
        </svg>
        {hovered !== null && <HoverCard map={map} task={naming} index={hovered} x={at(hovered)[0]} y={at(hovered)[1]} width={width} />}
      </div>
      <p className="small soft" id={hint}>
        Click a point, or move between points with the arrow keys, to see its image and the most similar ones. Escape clears.
      </p>
    </div>
  );
}

interface HoverCardProps {
  map: FeatureMap;
  task: Task | undefined;
  index: number;
  x: number;
  y: number;
  width: number;
}

/** Beside the point, on the side that has room. */
function HoverCard({ map, task, index, x, y, width }: HoverCardProps) {
  const label = task && map.labels[task.name]?.[index];
  const side = x < width / 2 ? { left: x + 14 } : { right: width - x + 14 };
  return (
    <div className="reading map-hover" style={{ ...side, top: Math.max(0, y - 40) }}>
      <Picture pixels={map.pixels} index={index} name="Image under the pointer" />
      {label !== undefined && <p>{task!.classNames[label]}</p>}
    </div>
  );
}
