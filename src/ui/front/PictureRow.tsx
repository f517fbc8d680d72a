/** One row of pictures, smoothly enlarged. */
import { memo, useRef } from 'react';
import { type Source, useDrawnRow } from './sprite';

/** Pixels of a tile; pictures of 16 pixels, large enough for sharp screens. */
const TILE = 96;

interface PictureRowProps {
  source: Source | null;
  /** Of the source; −1 where it has no such row. */
  row: number;
  side: number;
  count: number;
  name: string;
}

export const PictureRow = memo(function PictureRow({ source, row, side, count, name }: PictureRowProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawnRow(canvas, source, { row, side, count }, TILE);
  return (
    <div className="picture-frame">
      <canvas ref={canvas} className="picture-row" width={count * TILE} height={TILE} role="img" aria-label={name} style={{ aspectRatio: `${count}` }} />
    </div>
  );
});
