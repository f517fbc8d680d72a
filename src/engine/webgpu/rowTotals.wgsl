const THREADS = 64u;

var<workgroup> strips: array<f32, THREADS>;

/** Sum over the threads of a workgroup, for each of them. */
fn total(own: f32, thread: u32) -> f32 {
  workgroupBarrier(); // a call before may still be reading
  strips[thread] = own;
  workgroupBarrier();
  var sum = 0.0;
  for (var other = 0u; other < THREADS; other++) {
    sum += strips[other];
  }
  return sum;
}
