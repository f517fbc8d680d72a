@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(given.grid, workgroup, thread);
  if (place.group < given.grid.groups) {
    sumsSet((place.strip * given.grid.groups + place.group) * WIDTH, ofThread(place));
  }
}
