const FIRST_MAP = 3u;
@group(0) @binding(5) var<storage, read_write> pooled: array<f32>;
@group(0) @binding(6) var<uniform> joint: Joint;

/** Rows of the grid are images. */
@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(joint.grid, workgroup, thread);
  if (place.row >= place.end) {
    return;
  }
  let first = firstTerm(place.group);
  let second = secondTerm(place.group);
  for (var image = place.row; image < place.end; image += place.step) {
    var sum = V();
    for (var pixel = 0u; pixel < joint.pixels; pixel++) {
      let at = (image * joint.pixels + pixel) * joint.grid.groups + place.group;
      sum += activation(preActivation(first, firstMap[at], second, secondAt(at)));
    }
    pooledSet(image * joint.columns + joint.firstColumn + place.group * WIDTH, sum / f32(joint.pixels));
  }
}
