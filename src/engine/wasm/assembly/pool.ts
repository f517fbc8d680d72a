/**
 * How threads share the chunks of a task. The offer is one 64-bit word: the generation of the task above, the chunks that
 * nobody has claimed yet below. A claim is a compare-exchange of the whole word, so that a thread that comes late
 * cannot take a chunk of the next task for one of this: it finds no chunk left, or another generation.
 */

@unmanaged
export class Control {
  offer: u64;
  /** Chunks done. */
  done: i32;
  /** Threads asleep, or about to be. */
  sleepers: i32;
  task: i32;
  chunks: i32;
}

/** Bytes into the control block at which a task's arguments lie. */
export const ARGUMENTS: usize = 64;

const DONE = offsetof<Control>('done');
const SLEEPERS = offsetof<Control>('sleepers');
/** The generation: the upper half of the offer. */
const GENERATION: usize = 4;
/** Looks at the offer before sleeping; about 20 µs, several times what the gaps between the tasks of a step take. */
const LOOKS = 10000;

/** Publishes a task. Nothing of the one before may be unfinished. */
export function publish(control: Control): void {
  atomic.store<i32>(changetype<usize>(control), 0, DONE);
  const generation = (control.offer >> 32) + 1;
  atomic.store<u64>(changetype<usize>(control), (generation << 32) | <u64>control.chunks);
  if (atomic.load<i32>(changetype<usize>(control), SLEEPERS) > 0) atomic.notify(changetype<usize>(control) + GENERATION, -1);
}

/** A chunk of the task of this generation, or −1. */
export function claim(control: Control, generation: u32): i32 {
  while (true) {
    const offer = atomic.load<u64>(changetype<usize>(control));
    const left = <i32>offer;
    if (left === 0 || <u32>(offer >> 32) !== generation) return -1;
    if (atomic.cmpxchg<u64>(changetype<usize>(control), offer, offer - 1) === offer) return left - 1;
  }
}

export function generationOf(control: Control): u32 {
  return <u32>(atomic.load<u64>(changetype<usize>(control)) >> 32);
}

/** Counts a chunk as done. Wakes the thread that waits for all of them at the last one. */
export function finish(control: Control): void {
  const done = atomic.add<i32>(changetype<usize>(control), 1, DONE) + 1;
  if (done === control.chunks) atomic.notify(changetype<usize>(control) + DONE, 1);
}

/** Returns when every chunk is done. */
export function waitForAll(control: Control): void {
  for (let look = 0; ; look++) {
    const done = atomic.load<i32>(changetype<usize>(control), DONE);
    if (done === control.chunks) return;
    if (look > LOOKS) atomic.wait<i32>(changetype<usize>(control) + DONE, done, -1);
  }
}

/** Returns when there is another generation than this. */
export function waitForNext(control: Control, generation: u32): void {
  for (let look = 0; look < LOOKS; look++) if (generationOf(control) !== generation) return;
  atomic.add<i32>(changetype<usize>(control), 1, SLEEPERS);
  if (generationOf(control) === generation) atomic.wait<i32>(changetype<usize>(control) + GENERATION, <i32>generation, -1);
  atomic.sub<i32>(changetype<usize>(control), 1, SLEEPERS);
}
