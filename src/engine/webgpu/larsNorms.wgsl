@group(0) @binding(0) var<storage, read> parameters: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> segments: array<i32>;
/** Σ w² and Σ g² of each share. */
@group(0) @binding(3) var<storage, read_write> squares: array<vec2f>;
@group(0) @binding(4) var<uniform> given: Given;

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let share = shareOf(group.x);
  var sum = vec2f();
  for (var at = share.start + thread; at < share.end; at += THREADS) {
    let both = vec2f(parameters[at], gradient[at]);
    sum += both * both;
  }
  let all = total(sum, thread);
  if (thread == 0) {
    squares[group.x] = all;
  }
}
