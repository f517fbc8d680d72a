var<workgroup> strips: array<V, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(given.grid, workgroup, thread);
  var sum = ofThread(place);
  strips[thread] = sum;
  workgroupBarrier();
  let lanes = 1u << given.grid.laneBits;
  if (thread < lanes && place.group < given.grid.groups) {
    for (var other = thread + lanes; other < WORKGROUP; other += lanes) {
      sum += strips[other];
    }
    sumsSet(given.offset + place.group * WIDTH, sum);
  }
}
