const GIVEN = 3u;

/** Sums of x less the first x of the strip, so that squares are not much larger than the deviation's. */
fn ofThread(place: Place) -> Statistics {
  if (place.row >= place.end) {
    return Statistics();
  }
  let shift = map[place.row * moments.grid.groups + place.group];
  var sum = V();
  var squares = V();
  var count = 0.0;
  for (var row = place.row; row < place.end; row += place.step) {
    let difference = map[row * moments.grid.groups + place.group] - shift;
    sum += difference;
    squares += difference * difference;
    count += 1;
  }
  let mean = sum / count;
  return Statistics(count, shift - map[place.group] + mean, max(squares - sum * mean, V()));
}
