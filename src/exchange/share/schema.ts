/** The form that a link's content must have: every number bounded, every list as long as it can honestly be. */
import * as z from 'zod/mini';
import { fields } from '../../experiment/fields';
import { MOST_SWEPT_RUNS } from '../../experiment/sweep';
import { plainText } from './plainText';

/** More than any image source has. */
const MOST_TASKS = 12;
const MOST_CLASSES = 256;
/** Writers thin to 100 points, and keep up to eleven refits more. */
const MOST_POINTS = 200;
const MOST_VALUES = 2_000;
const MOST_IMAGES = 1_000_000;
/** Ten years. */
const MOST_SECONDS = 3.2e8;
/** Float32 holds no more; charts scale to what they get. */
const LARGEST = 1e38;

const list = <Item extends z.ZodMiniType>(item: Item, most: number) => z.array(item).check(z.maxLength(most));
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const real = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const text = (most: number) =>
  z.pipe(z.string().check(z.maxLength(most)), z.transform((given) => plainText(given, most)));

const share = z.nullable(whole(0, 10_000));
const figure = z.nullable(real(-LARGEST, LARGEST));
const seconds = real(0, MOST_SECONDS);
const images = whole(0, MOST_IMAGES);

const source = {
  v: z.literal([1, 2]),
  /** Read by `readLink` and `readSweep`, which trust nothing. */
  q: z.string().check(z.maxLength(2_000)),
  m: text(80),
  t: real(0, 8.64e12),
  d: z.nullable(z.tuple([z.enum(['webgpu', 'wasm']), text(120)])),
  k: list(z.tuple([z.string().check(z.maxLength(40)), whole(0, MOST_CLASSES)]), MOST_TASKS),
};

export const runSchema = z.object({
  ...source,
  i: z.nullable(z.union([z.tuple([images, images, images, images, images, images]), z.tuple([images, images, images, images])])),
  s: z.nullable(real(0, 1e9)),
  p: list(whole(0, fields.steps.maximum), MOST_POINTS),
  w: list(seconds, MOST_POINTS),
  l: list(figure, MOST_POINTS),
  o: list(list(share, MOST_POINTS), MOST_TASKS),
  r: list(whole(0, MOST_POINTS - 1), MOST_POINTS),
  a: list(list(share, MOST_POINTS), MOST_TASKS),
  n: list(z.nullable(z.tuple([figure, figure, figure, figure])), MOST_POINTS),
  e: z.optional(z.nullable(z.tuple([list(images, MOST_TASKS), list(images, MOST_TASKS)]))),
  c: z.tuple([list(whole(1, fields.steps.maximum), MOST_VALUES), list(real(-LARGEST, LARGEST), MOST_VALUES)]),
  f: z.nullable(z.tuple([z.tuple([figure, figure, figure, figure, figure, figure, figure]), list(share, MOST_TASKS)])),
});

export const tableSchema = z.object({ ...source, z: list(list(figure, 6 + 2 * MOST_TASKS), MOST_SWEPT_RUNS) });

/** Enough of any version to tell which it is, and of which kind. */
export const headSchema = z.object({ v: z.int().check(z.minimum(1)), z: z.optional(z.unknown()) });
