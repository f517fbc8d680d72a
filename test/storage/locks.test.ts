/** A lock that is held is told apart from locks that the browser denies, lacks or leaves unanswered. */
import { afterEach, expect, test, vi } from 'vitest';
import { claim, claimed } from '../../src/storage/locks';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const denied = () => Promise.reject(new DOMException('Access to the Locks API is denied in this context.', 'SecurityError'));

test.each<[string, unknown]>([
  ['absent', {}],
  ['undefined', { locks: undefined }],
  ['throwing on access', Object.defineProperty({}, 'locks', { get: () => { throw new DOMException('denied', 'SecurityError'); } })],
  ['throwing on request', { locks: { request: () => { throw new TypeError('no'); }, query: () => { throw new TypeError('no'); } } }],
  ['rejecting', { locks: { request: denied, query: denied } }],
])('locks that are %s protect nothing and stop nobody', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator);
  expect(await claim('run a')).toBeInstanceOf(Function);
  expect(await claim('run a', 5)).toBeInstanceOf(Function);
  expect(await claimed()).toEqual(new Set());
});

test('a lock that somebody holds is refused, at once or when the patience ends', async () => {
  const request = (_: string, { signal, ifAvailable }: LockOptions, use: (lock: null) => unknown) =>
    ifAvailable ? Promise.resolve(use(null)) : new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)));
  vi.stubGlobal('navigator', { locks: { request, query: () => Promise.resolve({ held: [{ name: 'run a' }] }) } });
  expect(await claim('run a')).toBeNull();
  expect(await claim('run a', 5)).toBeNull();
  expect(await claimed()).toEqual(new Set(['run a']));
});

test('a browser that never answers is waited for no longer than ten seconds', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } });
  const release = claim('run a');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await release).toBeInstanceOf(Function);
});
