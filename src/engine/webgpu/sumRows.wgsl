struct Sums {
  grid: Grid,
  /** Where the sums begin in `sums`. */
  offset: u32,
}

@group(0) @binding(0) var<storage, read> map: array<V>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;
@group(0) @binding(2) var<uniform> given: Sums;

fn ofThread(place: Place) -> V {
  var sum = V();
  for (var row = place.row; row < place.end; row += place.step) {
    sum += map[row * given.grid.groups + place.group];
  }
  return sum;
}
