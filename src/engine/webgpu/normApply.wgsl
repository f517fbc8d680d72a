const FIRST_MAP = 1u;
const UPSTREAM = 3u;
/** Of normSumsToEnd.wgsl. */
@group(0) @binding(0) var<storage, read> coefficients: array<V>;
@group(0) @binding(4) var<storage, read_write> dFirst: array<V>;
@group(0) @binding(5) var<storage, read_write> dSecond: array<V>;
@group(0) @binding(6) var<uniform> joint: Joint;

/** A term, and the means of g and g · x̂. */
struct Backward {
  term: Term,
  meanGradient: V,
  meanProduct: V,
}

fn backward(start: u32, group: u32) -> Backward {
  let step = joint.grid.groups;
  let at = start * step + group;
  let term = Term(coefficients[at], coefficients[at + step], coefficients[at + 2 * step], coefficients[at + 3 * step]);
  return Backward(term, coefficients[at + 4 * step], coefficients[at + 5 * step]);
}

fn gradientOf(own: Backward, x: V, gradient: V) -> V {
  let rest = gradient - own.meanGradient - normalized(own.term, x) * own.meanProduct;
  return own.term.gamma * own.term.inverse * rest;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(joint.grid, workgroup, thread);
  if (place.row >= place.end) {
    return;
  }
  let first = backward(0, place.group);
  var second = Backward();
  if (SECOND == TERM) {
    second = backward(6, place.group);
  }
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * joint.grid.groups + place.group;
    let x = firstMap[at];
    let other = secondAt(at);
    let gradient = passed(preActivation(first.term, x, second.term, other), upstreamOf(place, row));
    dFirst[at] = gradientOf(first, x, gradient);
    if (SECOND == TERM) {
      dSecond[at] = gradientOf(second, other, gradient);
    } else if (SECOND == RESIDUAL) {
      dSecond[at] = gradient;
    }
  }
}
