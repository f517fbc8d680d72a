// Rows i and images + i of a matrix are the two views of image i; a grid goes over images and columns.

var<workgroup> strips: array<vec4f, WORKGROUP>;

/** Sum over the strips of rows, for each thread of its column. */
fn columnTotal(own: vec4f, thread: u32, grid: Grid) -> vec4f {
  workgroupBarrier(); // a call before may still be reading
  strips[thread] = own;
  workgroupBarrier();
  let lanes = 1u << grid.laneBits;
  var sum = vec4f();
  for (var other = thread & (lanes - 1); other < WORKGROUP; other += lanes) {
    sum += strips[other];
  }
  return sum;
}

/** Sum over all threads, for each of them. */
fn overallTotal(own: vec4f, thread: u32) -> vec4f {
  workgroupBarrier();
  strips[thread] = own;
  workgroupBarrier();
  var sum = vec4f();
  for (var other = 0u; other < WORKGROUP; other++) {
    sum += strips[other];
  }
  return sum;
}

/** Added to the variance where columns are normalised. */
const NORM_EPSILON = 1e-5;

/** 1/√(biased variance + ε) of both views of a column, of which viewColumns.wgsl left `sums`. */
fn inverseDeviations(sums: vec4f, images: u32) -> vec2f {
  return inverseSqrt(sums.xy / f32(images) + NORM_EPSILON);
}
