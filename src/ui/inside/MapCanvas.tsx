/** The points of the map on a canvas, in the theme's colours and the screen's own resolution. */
import { useEffect, useRef } from 'react';
import { classStyle, MOST_CLASSES } from './mapPlaces';
import { useTheme } from './useTheme';

interface MapCanvasProps {
  width: number;
  height: number;
  /** [n, 2] in pixels. */
  pixels: Float32Array;
  /** Class of each point; without it all are alike. */
  labels: Uint8Array | undefined;
  classNames: readonly string[] | undefined;
  /** The class that stands out; null for all. */
  only: number | null;
}

/** Of points of other classes while one stands out. */
const FADED = 0.12;

const outlines = Array.from({ length: MOST_CLASSES }, (_, label) => new Path2D(classStyle(label).marker));

export function MapCanvas({ width, height, pixels, labels, classNames, only }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const target = canvas.current!;
    const context = target.getContext('2d')!;
    const ratio = devicePixelRatio;
    target.width = Math.round(width * ratio);
    target.height = Math.round(height * ratio);
    const colours = new Map([...new Set(labels ?? [])].map((label) => [label, colourAt(target, classStyle(label, classNames).token)]));
    const plain = colourAt(target, '--trunk');
    // In the order of the images, so that no class covers the others; one that stands out comes last.
    const order = Array.from({ length: pixels.length / 2 }, (_, index) => index);
    if (only !== null) order.sort((a, b) => Number(labels?.[a] === only) - Number(labels?.[b] === only));
    context.strokeStyle = colourAt(target, '--paper');
    for (const index of order) {
      const label = labels?.[index];
      context.setTransform(ratio, 0, 0, ratio, ratio * pixels[2 * index]!, ratio * pixels[2 * index + 1]!);
      context.globalAlpha = only === null || only === label ? 1 : FADED;
      context.fillStyle = label === undefined ? plain : colours.get(label)!;
      const shape = outlines[label ?? 0]!;
      context.stroke(shape);
      context.fill(shape);
    }
  }, [width, height, pixels, labels, classNames, only, theme]);
  return <canvas ref={canvas} data-testid="map" style={{ width, height }} aria-hidden="true" />;
}

/**
 * A colour of the style sheet as a canvas can read it: tokens have a light and a dark form. Asked of a new element each time,
 * since one that is there may be on its way from its former colour.
 */
function colourAt(canvas: HTMLCanvasElement, token: string): string {
  const sample = document.createElement('span');
  sample.style.color = `var(${token})`;
  canvas.after(sample);
  const { color } = getComputedStyle(sample);
  sample.remove();
  return color;
}
