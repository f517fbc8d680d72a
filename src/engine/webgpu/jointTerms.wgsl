// Where there is no second term, the moments of the first are bound twice.
@group(0) @binding(0) var<storage, read> firstMoments: array<V>;
@group(0) @binding(1) var<storage, read> secondMoments: array<V>;
@group(0) @binding(2) var<storage, read> affine: array<f32>;

fn firstTerm(group: u32) -> Term {
  let at = group * WIDTH;
  let inverse = firstMoments[joint.grid.groups + group];
  return Term(firstMoments[group], inverse, affineAt(joint.gamma.x + at), affineAt(joint.beta.x + at));
}

fn secondTerm(group: u32) -> Term {
  if (SECOND != TERM) {
    return Term();
  }
  let at = group * WIDTH;
  let inverse = secondMoments[joint.grid.groups + group];
  return Term(secondMoments[group], inverse, affineAt(joint.gamma.y + at), affineAt(joint.beta.y + at));
}
