// What a second map is: nothing, added as it is, or normalised too.
const NOTHING = 0u;
const RESIDUAL = 1u;
const TERM = 2u;

struct Joint {
  grid: Grid,
  /** Offsets in `affine`, of the first and the second term. */
  gamma: vec2u,
  beta: vec2u,
  /** Of an image. */
  pixels: u32,
  /** Of the matrix of pooled values, and the first one in use. */
  columns: u32,
  firstColumn: u32,
  /** Of a whole map; `grid` may be one over parts of it. */
  rows: u32,
  /** Offsets in `gradient`, of the first and the second term. */
  dGamma: vec2u,
  dBeta: vec2u,
}

/** Normalisation of a group of channels: γ · (x − mean) · inverse + β. */
struct Term {
  mean: V,
  inverse: V,
  gamma: V,
  beta: V,
}

fn normalized(term: Term, x: V) -> V {
  return (x - term.mean) * term.inverse;
}

fn preActivation(first: Term, x: V, second: Term, other: V) -> V {
  var sum = normalized(first, x) * first.gamma + first.beta;
  if (SECOND == RESIDUAL) {
    sum += other;
  } else if (SECOND == TERM) {
    sum += normalized(second, other) * second.gamma + second.beta;
  }
  return sum;
}

fn activation(sum: V) -> V {
  if (RELU) {
    return max(sum, V());
  }
  return sum;
}

/** The gradient behind the ReLU, from the one before it. */
fn passed(sum: V, upstream: V) -> V {
  if (RELU) {
    return select(V(), upstream, sum > V());
  }
  return upstream;
}
