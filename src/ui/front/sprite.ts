/** Sprites of recorded pictures: one small file, cut into tiles on canvases. */
import { type RefObject, useEffect, useState } from 'react';

const loaded = new Map<string, Promise<HTMLImageElement | null>>();

function load(file: string): Promise<HTMLImageElement | null> {
  let image = loaded.get(file);
  if (!image) {
    const element = new Image();
    element.src = new URL(file, document.baseURI).href;
    image = element.decode().then(
      () => element,
      () => null,
    );
    loaded.set(file, image);
  }
  return image;
}

/** Null until it is here, and where it cannot be had. */
export function useSprite(file: string | undefined): HTMLImageElement | null {
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    if (file === undefined) return;
    let isWanted = true;
    void load(file).then((found) => isWanted && setImage(found));
    return () => {
      isWanted = false;
    };
  }, [file]);
  return image;
}

export type Source = HTMLImageElement | ImageBitmap | HTMLCanvasElement;

/** Draws tiles of a row beside each other, each scaled by itself, so that none takes colour from its neighbour. */
export function useDrawnRow(canvas: RefObject<HTMLCanvasElement | null>, source: Source | null, { row, side, count }: { row: number; side: number; count: number }, tile: number): void {
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !source || row < 0) return;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    for (let index = 0; index < count; index++) context.drawImage(source, index * side, row * side, side, side, index * tile, 0, tile, tile);
  }, [canvas, source, row, side, count, tile]);
}
