const THREADS = 64u;

struct Given {
  tensors: u32,
  /** A share of a tensor has 2^shareBits numbers; its last one may have fewer. */
  shareBits: u32,
  /** Of the learning rate in `scalars`. */
  offset: u32,
  weightDecay: f32,
  momentum: f32,
  trust: f32,
  epsilon: f32,
}

/** A run of numbers of one tensor. */
struct Share {
  start: u32,
  end: u32,
  tensor: u32,
  /** Shares of the tensor: number of the first, and how many. */
  first: u32,
  count: u32,
}

/** Shares are numbered tensor by tensor. Beyond the last, an empty one. */
fn shareOf(index: u32) -> Share {
  let size = 1u << given.shareBits;
  var first = 0u;
  for (var tensor = 0u; tensor < given.tensors; tensor++) {
    let offset = u32(segments[3 * tensor]);
    let length = u32(segments[3 * tensor + 1]);
    let count = (length + size - 1) >> given.shareBits;
    if (index < first + count) {
      let start = offset + (index - first) * size;
      return Share(start, min(start + size, offset + length), tensor, first, count);
    }
    first += count;
  }
  return Share();
}

var<workgroup> strips: array<vec2f, THREADS>;

/** Sum over the threads, for each of them. */
fn total(own: vec2f, thread: u32) -> vec2f {
  strips[thread] = own;
  workgroupBarrier();
  var sum = vec2f();
  for (var other = 0u; other < THREADS; other++) {
    sum += strips[other];
  }
  return sum;
}
