/** Any image that the browser can decode, as 32×32 planar bytes: the middle square of it, made small. Needs a browser. */
import { shrink } from './shrink';

/**
 * Down to this side the browser halves, where its smoothing is the mean of 2×2 pixels and thus cannot alias; the rest is the
 * exact mean over areas. Reading a photograph of twelve million pixels back whole would take ten times as long.
 */
const EXACT_FROM = 256;

/** Rejects where the bytes are no image. The first frame of an animation; what is transparent shows white. */
export async function decodeImage(file: Blob): Promise<Uint8Array> {
  const image = await createImageBitmap(file);
  try {
    const side = Math.min(image.width, image.height);
    const square = squareOf(image, (image.width - side) / 2, (image.height - side) / 2, side);
    return shrink(square.getImageData(0, 0, square.canvas.width, square.canvas.width).data, square.canvas.width);
  } finally {
    image.close();
  }
}

/** A canvas of at most `EXACT_FROM` pixels a side with that square of the image. */
function squareOf(image: CanvasImageSource, left: number, top: number, side: number): OffscreenCanvasRenderingContext2D {
  const smaller = side > EXACT_FROM ? Math.ceil(side / 2) : side;
  const context = new OffscreenCanvas(smaller, smaller).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, smaller, smaller);
  context.drawImage(image, Math.floor(left), Math.floor(top), side, side, 0, 0, smaller, smaller);
  return smaller > EXACT_FROM ? squareOf(context.canvas, 0, 0, smaller) : context;
}
