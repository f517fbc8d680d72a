/** z, and each view less its mean. */
@group(0) @binding(0) var<storage, read> z: array<f32>;
@group(0) @binding(1) var<storage, read> centred: array<f32>;
/** Of viewColumns.wgsl. */
@group(0) @binding(2) var<storage, read> sums: array<vec4f>;
/** X·Xᵀ·X of each view, and Σ (X·Xᵀ)² by images. */
@group(0) @binding(3) var<storage, read> products: array<f32>;
@group(0) @binding(4) var<storage, read> rowSums: array<f32>;
@group(0) @binding(5) var<storage, read_write> gradient: array<f32>;
/** Total, invariance, variance, covariance. */
@group(0) @binding(6) var<storage, read_write> terms: array<f32>;
@group(0) @binding(7) var<uniform> grid: Grid;

const INVARIANCE = 25.0;
const VARIANCE = 25.0;
const COVARIANCE = 1.0;
const VARIANCE_EPSILON = 1e-4;

fn deviations(column: u32) -> vec2f {
  return sqrt(sums[column].xy / f32(grid.rows - 1) + VARIANCE_EPSILON);
}

fn writeGradient(place: Place) {
  if (place.row >= place.end) {
    return;
  }
  let second = grid.rows * grid.groups;
  let images = f32(grid.rows);
  let columns = f32(grid.groups);
  let deviation = deviations(place.group);
  let hinge = select(vec2f(), VARIANCE / (deviation * (images - 1) * 2 * columns), deviation < vec2f(1));
  let spread = COVARIANCE * 4 / ((images - 1) * (images - 1) * columns);
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    let x = vec2f(centred[at], centred[at + second]);
    let towards = INVARIANCE * 2 * (z[at] - z[at + second]) / (images * columns);
    let others = vec2f(products[at], products[at + second]) - sums[place.group].xy * x;
    let own = vec2f(towards, -towards) - hinge * x + spread * others;
    gradient[at] = own.x;
    gradient[at + second] = own.y;
  }
}

fn writeTerms(thread: u32) {
  let images = f32(grid.rows);
  let columns = f32(grid.groups);
  // Differences of the views, hinges, squares on the diagonal of the covariances, all squares of them.
  var own = vec4f();
  for (var column = thread; column < grid.groups; column += WORKGROUP) {
    let hinges = max(1 - deviations(column), vec2f());
    let squares = sums[column].xy;
    own += vec4f(sums[column].w, hinges.x + hinges.y, dot(squares, squares), 0);
  }
  for (var image = thread; image < grid.rows; image += WORKGROUP) {
    own.w += rowSums[image];
  }
  let all = overallTotal(own, thread);
  if (thread == 0) {
    let invariance = all.x / (images * columns);
    let variance = all.y / (2 * columns);
    let covariance = (all.w - all.z) / ((images - 1) * (images - 1) * columns);
    terms[0] = INVARIANCE * invariance + VARIANCE * variance + COVARIANCE * covariance;
    terms[1] = invariance;
    terms[2] = variance;
    terms[3] = covariance;
  }
}

/** Columns as the grid has them, and a last workgroup for the terms. */
@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  if (workgroup.y < workgroups.y - 1) {
    writeGradient(placeOf(grid, workgroup, thread));
  } else {
    writeTerms(thread);
  }
}
