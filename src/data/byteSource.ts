/** Takes a stream apart at given lengths; only `exactly` copies. `tooShort` is thrown where the stream ends before that. */
export function byteSource(stream: ReadableStream<Uint8Array>, tooShort: () => Error) {
  const reader = stream.getReader();
  let rest = new Uint8Array(0);

  /** At most `most` bytes, as many as there are at hand. */
  async function some(most: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const { done, value } = await reader.read();
      if (done) throw tooShort();
      rest = value as Uint8Array<ArrayBuffer>;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }
  return {
    async exactly(count: number): Promise<Uint8Array<ArrayBuffer>> {
      const bytes = new Uint8Array(count);
      for (let filled = 0; filled < count; ) {
        const chunk = await some(count - filled);
        bytes.set(chunk, filled);
        filled += chunk.length;
      }
      return bytes;
    },
    /** The next `count` bytes in pieces. Ending the iteration early leaves the others to a further one. */
    next(count: number): AsyncIterableIterator<Uint8Array> {
      let left = count;
      const pieces: AsyncIterableIterator<Uint8Array> = {
        [Symbol.asyncIterator]: () => pieces,
        async next() {
          if (left === 0) return { done: true, value: undefined };
          const value = await some(left);
          left -= value.length;
          return { done: false, value };
        },
      };
      return pieces;
    },
    async drain(): Promise<void> {
      while (!(await reader.read()).done);
    },
    end: () => reader.cancel().catch(() => undefined),
  };
}
