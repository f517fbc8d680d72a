/** z with its columns normalised, view by view. */
@group(0) @binding(0) var<storage, read> normalized: array<f32>;
/** Of viewColumns.wgsl. */
@group(0) @binding(1) var<storage, read> sums: array<vec4f>;
/** Of one view X and the other Y: Y·Yᵀ·X. And Σ (X·Xᵀ)ᵢⱼ (Y·Yᵀ)ᵢⱼ by images. */
@group(0) @binding(2) var<storage, read> products: array<f32>;
@group(0) @binding(3) var<storage, read> rowSums: array<f32>;
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>;
/** Total, Σ (1 − Cᵢᵢ)², Σ_{i≠j} Cᵢⱼ². */
@group(0) @binding(5) var<storage, read_write> terms: array<f32>;
@group(0) @binding(6) var<uniform> grid: Grid;

const OFF_DIAGONAL = 0.0051;

/** Cᵢᵢ. */
fn correlation(column: u32) -> f32 {
  let inverse = inverseDeviations(sums[column], grid.rows);
  return sums[column].z * inverse.x * inverse.y / f32(grid.rows);
}

/** ∂L/∂x̂ of both views at once: by all Cᵢⱼ as if off the diagonal, and what the diagonal differs. */
fn dNormalized(at: u32, diagonal: f32) -> vec2f {
  let second = grid.rows * grid.groups;
  let images = f32(grid.rows);
  let all = vec2f(products[at], products[at + second]) * (2 * OFF_DIAGONAL / images);
  return (all + vec2f(normalized[at + second], normalized[at]) * diagonal) / images;
}

/** Through the normalisation. The mean of ∂L/∂x̂ over a column is 0, as that of x̂ is. */
fn writeGradient(place: Place, thread: u32) {
  let second = grid.rows * grid.groups;
  let column = min(place.group, grid.groups - 1);
  let c = correlation(column);
  let diagonal = -2 * (1 - c) - 2 * OFF_DIAGONAL * c;
  let inverse = inverseDeviations(sums[column], grid.rows);
  var own = vec4f();
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    own += vec4f(dNormalized(at, diagonal) * vec2f(normalized[at], normalized[at + second]), 0, 0);
  }
  let along = columnTotal(own, thread, grid).xy / f32(grid.rows);
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    let x = vec2f(normalized[at], normalized[at + second]);
    let both = inverse * (dNormalized(at, diagonal) - x * along);
    gradient[at] = both.x;
    gradient[at + second] = both.y;
  }
}

fn writeTerms(thread: u32) {
  // On the diagonal: (1 − C)² and C². All C².
  var own = vec4f();
  for (var column = thread; column < grid.groups; column += WORKGROUP) {
    let c = correlation(column);
    own += vec4f((1 - c) * (1 - c), c * c, 0, 0);
  }
  for (var image = thread; image < grid.rows; image += WORKGROUP) {
    own.z += rowSums[image];
  }
  let all = overallTotal(own, thread);
  if (thread == 0) {
    let offDiagonal = all.z / (f32(grid.rows) * f32(grid.rows)) - all.y;
    terms[0] = all.x + OFF_DIAGONAL * offDiagonal;
    terms[1] = all.x;
    terms[2] = offDiagonal;
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
    writeGradient(placeOf(grid, workgroup, thread), thread);
  } else {
    writeTerms(thread);
  }
}
