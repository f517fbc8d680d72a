/** One small image out of many that lie one after the other as RGBA bytes; styles scale it without smoothing. */
import { useEffect, useRef } from 'react';
import { IMAGE_SIDE } from '../data/dataset';

interface PictureProps {
  /** count×32×32×4 bytes. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  index: number;
  name: string;
}

export function Picture({ pixels, index, name }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bytes = IMAGE_SIDE * IMAGE_SIDE * 4;
    const image = new ImageData(pixels.slice(index * bytes, (index + 1) * bytes), IMAGE_SIDE, IMAGE_SIDE);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [pixels, index]);
  return <canvas ref={canvas} width={IMAGE_SIDE} height={IMAGE_SIDE} role="img" aria-label={name} />;
}
