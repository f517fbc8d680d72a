@group(0) @binding(1) var<storage, read_write> results: array<V>;
@group(0) @binding(2) var<storage, read_write> running: array<f32>;
@group(0) @binding(GIVEN) var<uniform> moments: Moments;

var<workgroup> strips: array<Statistics, WORKGROUP>;

/** Of all rows of the workgroup; to be used by the threads of the first strip. */
fn ofWorkgroup(own: Statistics, thread: u32) -> Statistics {
  strips[thread] = own;
  workgroupBarrier();
  var all = own;
  if (thread >> moments.grid.laneBits == 0) {
    for (var other = thread + (1u << moments.grid.laneBits); other < WORKGROUP; other += 1u << moments.grid.laneBits) {
      all = combined(all, strips[other]);
    }
  }
  return all;
}

fn moveRunning(offset: u32, group: u32, towards: V) {
  let at = offset + group * WIDTH;
  runningSet(at, mix(runningAt(at), towards, moments.momentum));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(moments.grid, workgroup, thread);
  let all = ofWorkgroup(ofThread(place), thread);
  if (thread >> moments.grid.laneBits == 0 && place.group < moments.grid.groups) {
    let mean = map[place.group] + all.mean;
    results[place.group] = mean;
    results[place.group + moments.grid.groups] = inverseSqrt(all.squares / all.count + moments.epsilon);
    moveRunning(moments.mean, place.group, mean);
    moveRunning(moments.variance, place.group, all.squares / max(all.count - 1, 1));
  }
}
