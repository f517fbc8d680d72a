/** The run of this visit as pictures: what the decoder rebuilds of its own test images, live with every look, beside the untrained network. */
import { useMemo } from 'react';
import { currentRun } from '../../runs/lab';
import { useLabState } from '../../runs/useLab';
import type { Pictures } from '../../train/events';
import { formatWhole } from '../text/format';
import { spellWidth } from './geometry';
import { PictureRow } from './PictureRow';

export function OwnPictures() {
  const run = useLabState((state) => {
    const current = currentRun(state);
    return current?.origin === 'here' ? current : undefined;
  });
  const originals = useStrip(run?.originals ?? null);
  const before = useStrip(run?.ends.untrained?.reconstruction ?? null);
  const now = run?.ends.trained?.reconstruction ?? run?.reconstruction ?? null;
  const after = useStrip(now);
  if (!run || !now || !before) return null;
  const step = run.ends.trained ? run.experiment.steps : (run.reconstruction?.step ?? 0);
  const label = spellWidth(run.experiment.width);
  return (
    <>
      <span className="picture-label">your images</span>
      {[0, 1].map((column) => (
        <PictureRow key={column} source={originals} row={0} side={run.originals?.side ?? 0} count={run.originals?.count ?? 0} name="Test images of your run" />
      ))}
      <div className="picture-line own">
        <span className="picture-label">
          yours, {label}
          <small>step {formatWhole(step)}</small>
        </span>
        <PictureRow source={before} row={0} side={now.side} count={now.count} name={`Your run, rebuilt before training, ${label}`} />
        <PictureRow source={after} row={0} side={now.side} count={now.count} name={`Your run, rebuilt at step ${step}, ${label}`} />
      </div>
    </>
  );
}

/** [count, side, side, 3] bytes as one row of tiles. */
function useStrip(pictures: Pictures | null): HTMLCanvasElement | null {
  return useMemo(() => {
    if (!pictures) return null;
    const { side, count, pixels } = pictures;
    const canvas = document.createElement('canvas');
    canvas.width = side * count;
    canvas.height = side;
    const context = canvas.getContext('2d');
    if (!context) return null;
    for (let index = 0; index < count; index++) {
      const image = new ImageData(side, side);
      for (let pixel = 0; pixel < side * side; pixel++) {
        image.data.set(pixels.subarray((index * side * side + pixel) * 3, (index * side * side + pixel) * 3 + 3), pixel * 4);
        image.data[pixel * 4 + 3] = 255;
      }
      context.putImageData(image, index * side, 0);
    }
    return canvas;
  }, [pictures]);
}
