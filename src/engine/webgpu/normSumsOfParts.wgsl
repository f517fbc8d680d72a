@group(0) @binding(3) var<storage, read> parts: array<V>;

fn ofThread(place: Place) -> Sums {
  var sums = Sums();
  for (var part = place.row; part < place.end; part += place.step) {
    let at = 3 * part * joint.grid.groups + place.group;
    sums = added(sums, Sums(parts[at], parts[at + joint.grid.groups], parts[at + 2 * joint.grid.groups]));
  }
  return sums;
}
