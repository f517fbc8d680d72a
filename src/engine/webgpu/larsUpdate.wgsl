@group(0) @binding(0) var<storage, read_write> parameters: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> velocity: array<f32>;
@group(0) @binding(3) var<storage, read> segments: array<i32>;
/** Of larsNorms.wgsl. */
@group(0) @binding(4) var<storage, read> squares: array<vec2f>;
@group(0) @binding(5) var<storage, read> scalars: array<f32>;
@group(0) @binding(6) var<uniform> given: Given;

/** Norms of the parameters and of the gradient of a share's tensor. */
fn normsOf(share: Share, thread: u32) -> vec2f {
  var sum = vec2f();
  for (var index = thread; index < share.count; index += THREADS) {
    sum += squares[share.first + index];
  }
  return sqrt(total(sum, thread));
}

/** Trust ratio of a tensor of rank above 1. */
fn ratioOf(norms: vec2f) -> f32 {
  if (norms.x == 0 || norms.y == 0) {
    return 1;
  }
  return given.trust * norms.x / (norms.y + given.weightDecay * norms.x + given.epsilon);
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let share = shareOf(group.x);
  let norms = normsOf(share, thread);
  let isMatrix = segments[3 * share.tensor + 2] == 1;
  let ratio = select(1, ratioOf(norms), isMatrix);
  let decay = select(0, given.weightDecay, isMatrix);
  let rate = scalars[given.offset];
  for (var at = share.start + thread; at < share.end; at += THREADS) {
    let weight = parameters[at];
    let moved = given.momentum * velocity[at] + ratio * (gradient[at] + decay * weight);
    velocity[at] = moved;
    parameters[at] = weight - rate * moved;
  }
}
