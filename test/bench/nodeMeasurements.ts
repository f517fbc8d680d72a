/** Starts the measurements on a device that does nothing, each in a Node process of its own, and each once. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { NetName } from './net';
import type { NullDeviceFigures } from './nullDeviceFigures';

const MEASUREMENT_TIMEOUT_SECONDS = 240;

export type MeasureOnNullDevice = (side: 'ours' | 'stock', net: NetName, rows: number, steps: number) => Promise<NullDeviceFigures>;

const run = promisify(execFile);

/** `script`: path of the built nullDevice.ts. */
export function measureInNode(script: () => Promise<string>): MeasureOnNullDevice {
  const done = new Map<string, Promise<NullDeviceFigures>>();
  const measureOnce = async (given: string[]): Promise<NullDeviceFigures> => {
    const options = { timeout: MEASUREMENT_TIMEOUT_SECONDS * 1000, maxBuffer: 2 ** 28 };
    const { stdout } = await run(process.execPath, [await script(), ...given], options).catch((error: Error & { stderr?: string }) => {
      const said = error.stderr?.split('\n').find((line) => /Error/.test(line));
      throw new Error(said ?? error.message.split('\n')[0]!);
    });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as NullDeviceFigures;
  };
  return (...given) => {
    const key = given.join(' ');
    if (!done.has(key)) done.set(key, measureOnce(given.map(String)));
    return done.get(key)!;
  };
}
