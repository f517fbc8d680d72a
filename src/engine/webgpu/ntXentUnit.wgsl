@group(0) @binding(0) var<storage, read> z: array<f32>;
@group(0) @binding(1) var<storage, read_write> unit: array<f32>;
/** ‖z‖² of each row. */
@group(0) @binding(2) var<storage, read_write> squares: array<f32>;
@group(0) @binding(3) var<uniform> given: Given;

/** One row per workgroup. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * given.columns;
  var sum = 0.0;
  for (var column = thread; column < given.columns; column += THREADS) {
    sum += z[first + column] * z[first + column];
  }
  let square = total(sum, thread);
  if (thread == 0) {
    squares[group.x] = square;
  }
  for (var column = thread; column < given.columns; column += THREADS) {
    unit[first + column] = z[first + column] * inverseNorm(square);
  }
}
