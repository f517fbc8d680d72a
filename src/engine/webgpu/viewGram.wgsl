/** X·Xᵀ, [2 images, 2 images]. What is between a row of one view and one of the other becomes 0; with SWAPPED, the blocks of the two views change places. */
@group(0) @binding(0) var<storage, read_write> gram: array<f32>;
/** Per image, the squares of what is left of its rows; with SWAPPED, the products of what changed places. */
@group(0) @binding(1) var<storage, read_write> rowSums: array<f32>;
@group(0) @binding(2) var<uniform> images: u32;

/** One image per workgroup. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * 2 * images;
  let second = first + images * 2 * images;
  var sum = 0.0;
  for (var other = thread; other < images; other += THREADS) {
    let own = vec2f(gram[first + other], gram[second + images + other]);
    if (SWAPPED) {
      gram[first + other] = own.y;
      gram[second + images + other] = own.x;
      sum += own.x * own.y;
    } else {
      sum += dot(own, own);
    }
    gram[first + images + other] = 0;
    gram[second + other] = 0;
  }
  let all = total(sum, thread);
  if (thread == 0) {
    rowSums[group.x] = all;
  }
}
