import { expect, test } from 'vitest';
import { gathered } from '../../src/evaluate/gathered';

test('lanes are answered together, in their order, and those that left are not waited for', async () => {
  const asked: number[][] = [];
  const { ask, leave } = gathered<number, number>(3, (lanes, given) => {
    asked.push([...lanes]);
    return Promise.resolve(given.map((value) => 10 * value));
  });
  const lane = async (own: number, times: number) => {
    const answers: number[] = [];
    for (let time = 0; time < times; time++) answers.push(await ask(own, own + time));
    leave(own);
    return answers;
  };
  expect(await Promise.all([lane(2, 1), lane(0, 3), lane(1, 2)])).toEqual([[20], [0, 10, 20], [10, 20]]);
  expect(asked).toEqual([[0, 1, 2], [0, 1], [0]]);
});

test('a failure reaches every lane', async () => {
  const { ask } = gathered<number, number>(2, () => Promise.reject(new Error('lost')));
  const outcomes = await Promise.allSettled([ask(0, 1), ask(1, 1)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
