/** Real images and the two views that the network sees of each: recorded ones before anything runs, the run's own once it goes. */
import { memo, useEffect, useRef } from 'react';
import type { AnswerChart } from '../../runs/answer';
import { currentRun } from '../../runs/lab';
import { useLabState } from '../../runs/useLab';
import type { ViewsSample } from '../../worker/protocol';
import { Picture } from '../Picture';
import { useSprite } from './sprite';

const SHOWN = 4;
const SIDE = 32;
const columns = [
  { key: 'original', title: 'image', name: 'original' },
  { key: 'first', title: 'view 1', name: 'first view' },
  { key: 'second', title: 'view 2', name: 'second view' },
] as const;

export function FrontViews({ recorded }: { recorded: AnswerChart['views'] }) {
  const live = useLabState((state) => currentRun(state)?.views ?? null);
  const sprite = useSprite(live ? undefined : recorded?.file);
  // Twelve empty boxes show nothing.
  const isEmpty = !live && !sprite;
  return (
    <figure className="front-views" style={{ visibility: isEmpty ? 'hidden' : undefined }}>
      {columns.map(({ key, title, name }, column) => (
        <div key={key} className="front-views-row">
          <span className="front-views-title">{title}</span>
          {Array.from({ length: SHOWN }, (_, index) =>
            live ? (
              <LiveTile key={index} views={live} of={key} index={index} name={`Image ${index + 1}, ${name}`} />
            ) : (
              <SpriteTile key={index} sprite={sprite} column={column} row={index} name={`Image ${index + 1}, ${name}`} />
            ),
          )}
        </div>
      ))}
      <figcaption>The pretext task: both views must get the same description, whatever their crop and colours.</figcaption>
    </figure>
  );
}

const LiveTile = memo(function LiveTile({ views, of, index, name }: { views: ViewsSample; of: 'original' | 'first' | 'second'; index: number; name: string }) {
  return index < views.count ? <Picture pixels={views[of]} index={index} name={name} /> : null;
});

const SpriteTile = memo(function SpriteTile({ sprite, column, row, name }: { sprite: HTMLImageElement | null; column: number; row: number; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (sprite) canvas.current?.getContext('2d')?.drawImage(sprite, column * SIDE, row * SIDE, SIDE, SIDE, 0, 0, SIDE, SIDE);
  }, [sprite, column, row]);
  return <canvas ref={canvas} width={SIDE} height={SIDE} role="img" aria-label={name} />;
});
