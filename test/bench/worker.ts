/** One measurement, by the name of its file in measure/. A page measures once: what one leaves behind could slow down another. */
import type { Measurements } from './measurements';

export type MeasureRequest = { [Name in keyof Measurements]: { name: Name; given: Measurements[Name]['given'] } }[keyof Measurements];

export type MeasureAnswer = { found: unknown } | { failure: string };

const modules = import.meta.glob<{ measure: (given: unknown) => Promise<unknown> }>('./measure/*.ts');

self.onmessage = async ({ data: { name, given } }: MessageEvent<MeasureRequest>) => {
  const answer: MeasureAnswer = await modules[`./measure/${name}.ts`]!()
    .then(({ measure }) => measure(given))
    .then((found) => ({ found }), (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }));
  self.postMessage(answer);
};
