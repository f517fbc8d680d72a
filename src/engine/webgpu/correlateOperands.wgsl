// Of the correlation as a product of matrices: rows are pixels of y, columns its channels, and the inner dimension is taps and
// channels of x. The constants are those of correlate.wgsl.

struct Shape {
  down: u32, tiles: u32,
  rows: u32, columns: u32, inner: u32,
  height: u32, width: u32, channels: u32,
  outHeight: u32, outWidth: u32,
  // Of the filter: where it begins, from row to row, and rows per tap.
  offset: u32, rowStride: u32, filterRows: u32,
  biasOffset: u32,
  // Of the map that y lies in.
  mapHeight: u32, mapWidth: u32,
}

// A pixel of y, and where its patch of x begins, of which the padding wraps around below 0; or a channel of y.
struct Line { index: u32, image: u32, row: u32, column: u32 }

fn leftLine(index: u32, part: u32) -> Line {
  let across = index / shape.outWidth;
  return Line(index, across / shape.outHeight, across % shape.outHeight * STRIDE - PAD, index % shape.outWidth * STRIDE - PAD);
}

fn rightLine(index: u32, part: u32) -> Line { return Line(index, 0u, 0u, 0u); }

fn innerRange(part: u32) -> vec2u { return vec2u(0u, shape.inner); }

fn isInside(line: Line, tap: u32) -> bool {
  return line.index < shape.rows && line.row + tap / SIZE < shape.height && line.column + tap % SIZE < shape.width;
}

fn placeOf(line: Line, tap: u32) -> u32 {
  return ((line.image * shape.height + line.row + tap / SIZE) * shape.width + line.column + tap % SIZE) * shape.channels;
}

//#if VECTOR_X
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  let tap = k / shape.channels;
  if (k >= end || !isInside(line, tap)) { return vec4f(); }
  return xFrom(placeOf(line, tap) + k % shape.channels, 4u);
}
//#end
//#if !VECTOR_X
fn leftOne(line: Line, k: u32, end: u32) -> f32 {
  let tap = k / shape.channels;
  if (k >= end || !isInside(line, tap)) { return 0.0; }
  return x[placeOf(line, tap) + k % shape.channels];
}
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  return vec4f(leftOne(line, k, end), leftOne(line, k + 1u, end), leftOne(line, k + 2u, end), leftOne(line, k + 3u, end));
}
//#end

//#if !TRANSPOSED
fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  if (k >= end || line.index >= shape.columns) { return vec4f(); }
  return weightsFrom(shape.offset + k * shape.rowStride + line.index, shape.columns - line.index);
}
//#end
//#if TRANSPOSED
fn weightOf(line: Line, k: u32) -> u32 {
  let tap = SIZE * SIZE - 1u - k / shape.channels;
  return shape.offset + (tap * shape.filterRows + line.index) * shape.rowStride + k % shape.channels;
}
//#if VECTOR_FILTER
fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  if (k >= end || line.index >= shape.columns) { return vec4f(); }
  return weightsFrom(weightOf(line, k), 4u);
}
//#end
//#if !VECTOR_FILTER
fn rightOne(line: Line, k: u32, end: u32) -> f32 {
  if (k >= end || line.index >= shape.columns) { return 0.0; }
  return weights[weightOf(line, k)];
}
fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  return vec4f(rightOne(line, k, end), rightOne(line, k + 1u, end), rightOne(line, k + 2u, end), rightOne(line, k + 3u, end));
}
//#end
//#end

fn put(row: u32, column: u32, part: u32, value: vec4f) {
  if (row >= shape.rows || column >= shape.columns) { return; }
  let left = shape.columns - column;
  let x = row % shape.outWidth * SPREAD;
  let y = row / shape.outWidth % shape.outHeight * SPREAD;
  let at = ((row / shape.outWidth / shape.outHeight * shape.mapHeight + y) * shape.mapWidth + x) * shape.columns + column;
  //#if BIAS
  ySet(at, left, value + biasFrom(shape.biasOffset + column, left));
  //#end
  //#if !BIAS
  ySet(at, left, value);
  //#end
  //#if CLEAR
  let right = x + 1u < shape.mapWidth;
  let below = y + 1u < shape.mapHeight;
  if (right) { ySet(at + shape.columns, left, vec4f()); }
  if (below) { ySet(at + shape.mapWidth * shape.columns, left, vec4f()); }
  if (right && below) { ySet(at + (shape.mapWidth + 1u) * shape.columns, left, vec4f()); }
  //#end
}
