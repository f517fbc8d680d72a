@group(0) @binding(RESULTS) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(RESULTS + 1) var<storage, read_write> results: array<V>;
@group(0) @binding(RESULTS + 2) var<uniform> joint: Joint;

var<workgroup> strips: array<Sums, WORKGROUP>;

/** Of all rows of the workgroup; to be used by the threads of the first strip. */
fn ofWorkgroup(own: Sums, thread: u32) -> Sums {
  strips[thread] = own;
  workgroupBarrier();
  var all = own;
  if (thread >> joint.grid.laneBits == 0) {
    for (var other = thread + (1u << joint.grid.laneBits); other < WORKGROUP; other += 1u << joint.grid.laneBits) {
      all = added(all, strips[other]);
    }
  }
  return all;
}

/** What normApply.wgsl reads of a term, row by row. */
fn write(place: Place, start: u32, term: Term, meanGradient: V, meanProduct: V) {
  let step = joint.grid.groups;
  let at = start * step + place.group;
  results[at] = term.mean;
  results[at + step] = term.inverse;
  results[at + 2 * step] = term.gamma;
  results[at + 3 * step] = term.beta;
  results[at + 4 * step] = meanGradient;
  results[at + 5 * step] = meanProduct;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(joint.grid, workgroup, thread);
  let all = ofWorkgroup(ofThread(place), thread);
  if (thread >> joint.grid.laneBits > 0 || place.group >= joint.grid.groups) {
    return;
  }
  let at = place.group * WIDTH;
  let rows = f32(joint.rows);
  gradientSet(joint.dGamma.x + at, all.first);
  gradientSet(joint.dBeta.x + at, all.gradient);
  write(place, 0, firstTerm(place.group), all.gradient / rows, all.first / rows);
  if (SECOND == TERM) {
    gradientSet(joint.dGamma.y + at, all.second);
    gradientSet(joint.dBeta.y + at, all.gradient);
    write(place, 6, secondTerm(place.group), all.gradient / rows, all.second / rows);
  }
}
