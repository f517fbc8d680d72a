@group(0) @binding(0) var<storage, read> unit: array<f32>;
@group(0) @binding(1) var<storage, read> squares: array<f32>;
@group(0) @binding(2) var<storage, read> dUnit: array<f32>;
@group(0) @binding(3) var<storage, read> rowTerms: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>;
/** Total, similarity, log-sum-exp. */
@group(0) @binding(5) var<storage, read_write> terms: array<f32>;
@group(0) @binding(6) var<uniform> given: Given;

/** Through z/‖z‖: what is along z is lost, except where the norm is at its floor. */
fn writeGradient(view: u32, thread: u32) {
  let first = view * given.columns;
  var sum = 0.0;
  for (var column = thread; column < given.columns; column += THREADS) {
    sum += dUnit[first + column] * unit[first + column];
  }
  let along = select(total(sum, thread), 0, squares[view] < SQUARED_NORM_FLOOR);
  for (var at = first + thread; at < first + given.columns; at += THREADS) {
    gradient[at] = (dUnit[at] - along * unit[at]) * inverseNorm(squares[view]);
  }
}

fn writeTerms(thread: u32) {
  var sum = vec2f();
  for (var view = thread; view < given.views; view += THREADS) {
    sum += rowTerms[view];
  }
  let logSumExp = total(sum.x, thread) / f32(given.views);
  let similarity = total(sum.y, thread) / f32(given.views);
  if (thread == 0) {
    terms[0] = logSumExp - similarity;
    terms[1] = similarity;
    terms[2] = logSumExp;
  }
}

/** One view per workgroup, and a last one for the terms. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  if (group.x < given.views) {
    writeGradient(group.x, thread);
  } else {
    writeTerms(thread);
  }
}
