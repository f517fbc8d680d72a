/**
 * Which tensors of a step share a buffer. A dry run of the step tells when each is born and dies; two whose lives do not meet may
 * lie in one buffer. The largest choose first, so that small ones fill in where large ones are not needed yet or any more: taken
 * in the order of birth, the large maps of the way back would find only buffers that are too small.
 */

export interface Life {
  bytes: number;
  usage: number;
  /** Ticks of the dry run. */
  born: number;
  dies: number;
}

export interface BufferPlan {
  buffers: { bytes: number; usage: number }[];
  /** Index of the buffer of each life. */
  places: number[];
}

export function planBuffers(lives: readonly Life[]): BufferPlan {
  const shared: { bytes: number; usage: number; held: Life[] }[] = [];
  const places = new Array<number>(lives.length);
  const largestFirst = lives.map((_, index) => index).sort((a, b) => lives[b]!.bytes - lives[a]!.bytes || a - b);
  for (const index of largestFirst) {
    const life = lives[index]!;
    const isFree = (held: readonly Life[]) => held.every(({ born, dies }) => dies <= life.born || born >= life.dies);
    // All buffers so far are at least as large; the smallest that is free wastes least.
    let place = -1;
    shared.forEach(({ bytes, usage, held }, candidate) => {
      if (usage === life.usage && isFree(held) && (place < 0 || bytes < shared[place]!.bytes)) place = candidate;
    });
    if (place < 0) place = shared.push({ bytes: life.bytes, usage: life.usage, held: [] }) - 1;
    shared[place]!.held.push(life);
    places[index] = place;
  }
  return { buffers: shared.map(({ bytes, usage }) => ({ bytes, usage })), places };
}
