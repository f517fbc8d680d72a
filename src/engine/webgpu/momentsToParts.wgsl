@group(0) @binding(1) var<storage, read_write> results: array<V>;
@group(0) @binding(2) var<uniform> moments: Moments;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(moments.grid, workgroup, thread);
  if (place.group >= moments.grid.groups) {
    return;
  }
  let own = ofThread(place);
  let at = 2 * place.strip * moments.grid.groups + place.group;
  results[at] = own.mean;
  results[at + moments.grid.groups] = own.squares;
}
