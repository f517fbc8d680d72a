import { expect, test } from 'vitest';
import { progressLine, timeLeft } from '../../src/command/progressLine';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, stream };
}

test('a terminal line rewrites itself and is cut to the terminal', () => {
  const { written, stream } = recorder(true);
  const progress = progressLine(400, stream);
  progress.take({ kind: 'progress', runId: 'r', label: 'Reading a very long list of images from a very slow disk', fraction: 0.5, secondsLeft: 30 });
  expect(written).toEqual([`\r\x1b[2K${'Reading a very long list of images from a very slow disk 50.0 %, 30 s left'.slice(0, 59)}`]);
  progress.say('A sentence.');
  expect(written.at(-1)).toBe('A sentence.\n');
});

test('a log file gets whole lines, and few of them', () => {
  const { written, stream } = recorder(false);
  const progress = progressLine(400, stream);
  for (let step = 1; step <= 50; step++) progress.take({ kind: 'losses', runId: 'r', fromStep: step, values: [4.25], stepMilliseconds: 100 });
  expect(written).toEqual(['Step 1 of 400, loss 4.250, about 40 s left\n']);
});

test('time is told in the unit that suits it', () => {
  expect([0.2, 89, 120, 3 * 3600].map(timeLeft)).toEqual(['1 s left', '89 s left', '2 min left', '3.0 h left']);
});
