@group(0) @binding(6) var<storage, read_write> results: array<V>;
@group(0) @binding(7) var<uniform> joint: Joint;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(joint.grid, workgroup, thread);
  if (place.group >= joint.grid.groups) {
    return;
  }
  let own = ofThread(place);
  let at = 3 * place.strip * joint.grid.groups + place.group;
  results[at] = own.gradient;
  results[at + joint.grid.groups] = own.first;
  results[at + 2 * joint.grid.groups] = own.second;
}
