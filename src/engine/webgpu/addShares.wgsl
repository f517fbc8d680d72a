// Adds the shares of a filter's gradient, always in the same order, into its place in the gradient vector.

struct Shape {
  outputs: u32, weights: u32, shares: u32,
  offset: u32, rowStride: u32,
}

@group(0) @binding(0) var<storage, read> shares: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(2) var<uniform> shape: Shape;

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let weight = (group.y * groups.x + group.x) * THREADS + thread;
  if (weight >= shape.weights) { return; }
  var sum = 0.0;
  for (var share = 0u; share < shape.shares; share++) { sum += shares[share * shape.weights + weight]; }
  gradient[shape.offset + weight / shape.outputs * shape.rowStride + weight % shape.outputs] = sum;
}
