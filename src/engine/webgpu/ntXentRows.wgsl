/** Cosines of all pairs of views, [views, views]. */
@group(0) @binding(0) var<storage, read> cosines: array<f32>;
/** Per view: log Σ exp over the others, and the logit of its partner. */
@group(0) @binding(1) var<storage, read_write> rowTerms: array<vec2f>;
@group(0) @binding(2) var<uniform> given: Given;

var<workgroup> stripMaxima: array<f32, THREADS>;

fn highestOf(own: f32, thread: u32) -> f32 {
  stripMaxima[thread] = own;
  workgroupBarrier();
  var highest = own;
  for (var other = 0u; other < THREADS; other++) {
    highest = max(highest, stripMaxima[other]);
  }
  return highest;
}

/** One view per workgroup. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let view = group.x;
  let first = view * given.views;
  // No cosine is below −1.
  var highest = -2 * given.inverseTemperature;
  for (var other = thread; other < given.views; other += THREADS) {
    if (other != view) {
      highest = max(highest, cosines[first + other] * given.inverseTemperature);
    }
  }
  highest = highestOf(highest, thread);
  var sum = 0.0;
  for (var other = thread; other < given.views; other += THREADS) {
    if (other != view) {
      sum += exp(cosines[first + other] * given.inverseTemperature - highest);
    }
  }
  let all = total(sum, thread);
  if (thread == 0) {
    rowTerms[view] = vec2f(log(all) + highest, cosines[first + partnerOf(view)] * given.inverseTemperature);
  }
}
