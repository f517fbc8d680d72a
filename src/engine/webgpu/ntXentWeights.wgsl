/** Cosines of all pairs of views; becomes ∂L/∂cosine of (a, b) and of (b, a) together. */
@group(0) @binding(0) var<storage, read_write> pairs: array<f32>;
@group(0) @binding(1) var<storage, read> rowTerms: array<vec2f>;
@group(0) @binding(2) var<uniform> given: Given;

/** One row per group.y. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let view = group.y;
  let other = group.x * THREADS + thread;
  if (other >= given.views) {
    return;
  }
  let at = view * given.views + other;
  let logit = pairs[at] * given.inverseTemperature;
  let shares = exp(logit - rowTerms[view].x) + exp(logit - rowTerms[other].x);
  let weight = (shares - select(0.0, 2.0, other == partnerOf(view))) * given.inverseTemperature / f32(given.views);
  pairs[at] = select(weight, 0.0, other == view);
}
