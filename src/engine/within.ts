/** What a browser never answered. Its message says what it was, not what to do: whoever waits knows another way. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  constructor(what: string, milliseconds: number) {
    super(`${what} did not answer within ${Math.round(milliseconds / 1000)} s`);
  }
}

/**
 * The promise's end, or a rejection with `NoAnswer` where it has none within so long. Every wait of a start goes through here: an
 * adapter, a device, a lock or a storage that stays silent must not hold a run for ever.
 */
export function within<T>(milliseconds: number, what: string, promise: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new NoAnswer(what, milliseconds)), milliseconds);
    Promise.resolve(promise).then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
