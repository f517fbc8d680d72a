@group(0) @binding(UPSTREAM) var<storage, read> upstream: array<f32>;

fn upstreamOf(place: Place, row: u32) -> V {
  let at = (row / joint.pixels) * joint.columns + joint.firstColumn + place.group * WIDTH;
  return upstreamAt(at) / f32(joint.pixels);
}
