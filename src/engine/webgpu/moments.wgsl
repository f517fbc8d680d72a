struct Moments {
  grid: Grid,
  /** Of the whole map, and those of a block of strips, of which there are 2^stripBits. */
  rows: u32,
  blockRows: u32,
  stripBits: u32,
  /** Offsets in `running`. */
  mean: u32,
  variance: u32,
  momentum: f32,
  epsilon: f32,
}

@group(0) @binding(0) var<storage, read> map: array<V>;

/** Of some rows, per channel. */
struct Statistics {
  count: f32,
  /** Less the map's first row: means that are large against the deviation keep their digits. */
  mean: V,
  /** Σ (x − mean)². */
  squares: V,
}

/** Of two sets of rows together (Chan, Golub and LeVeque 1979). */
fn combined(a: Statistics, b: Statistics) -> Statistics {
  if (b.count == 0) {
    return a;
  }
  let count = a.count + b.count;
  let share = b.count / count;
  let difference = b.mean - a.mean;
  return Statistics(count, a.mean + difference * share, a.squares + b.squares + difference * difference * (a.count * share));
}
