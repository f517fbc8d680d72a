const FIRST_MAP = 3u;
@group(0) @binding(5) var<storage, read_write> joined: array<V>;
@group(0) @binding(6) var<uniform> joint: Joint;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(joint.grid, workgroup, thread);
  if (place.row >= place.end) {
    return;
  }
  let first = firstTerm(place.group);
  let second = secondTerm(place.group);
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * joint.grid.groups + place.group;
    joined[at] = activation(preActivation(first, firstMap[at], second, secondAt(at)));
  }
}
