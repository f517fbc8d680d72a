const FIRST_MAP = 3u;
const UPSTREAM = 5u;

fn ofThread(place: Place) -> Sums {
  var sums = Sums();
  if (place.row >= place.end) {
    return sums;
  }
  let first = firstTerm(place.group);
  let second = secondTerm(place.group);
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * joint.grid.groups + place.group;
    let x = firstMap[at];
    let other = secondAt(at);
    let gradient = passed(preActivation(first, x, second, other), upstreamOf(place, row));
    sums.gradient += gradient;
    sums.first += gradient * normalized(first, x);
    if (SECOND == TERM) {
      sums.second += gradient * normalized(second, other);
    }
  }
  return sums;
}
