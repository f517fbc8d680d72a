const THREADS = 64u;
/** Numbers of a thread. */
const EACH = 8u;

/** `update` of numbers 0 … given.count − 1, neighbours by neighbouring threads. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = (group.y * groups.x + group.x) * (THREADS * EACH) + thread;
  let end = min(first + THREADS * EACH, given.count);
  for (var at = first; at < end; at += THREADS) {
    update(at);
  }
}
