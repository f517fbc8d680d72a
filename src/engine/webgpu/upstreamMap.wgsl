@group(0) @binding(UPSTREAM) var<storage, read> upstream: array<V>;

fn upstreamOf(place: Place, row: u32) -> V {
  return upstream[row * joint.grid.groups + place.group];
}
