const GIVEN = 4u;
@group(0) @binding(3) var<storage, read> parts: array<V>;

/** Rows of a strip: every 2^stripBits-th of its block. */
fn rowsOf(strip: u32) -> u32 {
  let first = (strip >> moments.stripBits) * moments.blockRows;
  let rows = min(moments.blockRows, moments.rows - first);
  let strips = 1u << moments.stripBits;
  return (rows + strips - 1 - (strip & (strips - 1))) >> moments.stripBits;
}

fn ofThread(place: Place) -> Statistics {
  var all = Statistics();
  for (var strip = place.row; strip < place.end; strip += place.step) {
    let at = 2 * strip * moments.grid.groups + place.group;
    all = combined(all, Statistics(f32(rowsOf(strip)), parts[at], parts[at + moments.grid.groups]));
  }
  return all;
}
