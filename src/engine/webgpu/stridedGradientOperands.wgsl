// Of the input gradient of a 3×3 convolution at stride 2 as four products of matrices, one per phase of the pixels of dx: rows
// are the pixels (2r + phase) of dx, columns its channels, the inner dimension is the phase's taps and the channels of dy. Along
// either axis, phase 0 has tap 1 at dy[r]; phase 1 has tap 0 at dy[r + 1], then tap 2 at dy[r].

struct Shape {
  down: u32, tiles: u32,
  rows: u32, columns: u32,
  height: u32, width: u32, outputs: u32,
  mapHeight: u32, mapWidth: u32,
  offset: u32, rowStride: u32,
}

struct Line { index: u32, image: u32, row: u32, column: u32 }

fn phaseOf(part: u32) -> vec2u { return vec2u(part / 2u, part % 2u); }

fn leftLine(index: u32, part: u32) -> Line {
  let across = index / shape.width;
  return Line(index, across / shape.height, across % shape.height, index % shape.width);
}

fn rightLine(index: u32, part: u32) -> Line { return Line(index, 0u, 0u, 0u); }

fn innerRange(part: u32) -> vec2u {
  let phase = phaseOf(part);
  return vec2u(0u, (1u + phase.x) * (1u + phase.y) * shape.outputs);
}

// Which of the phase's taps k belongs to, along either axis.
fn tapOf(k: u32, phase: vec2u) -> vec2u {
  let tap = k / shape.outputs;
  return vec2u(tap / (1u + phase.y), tap % (1u + phase.y));
}

fn leftOne(line: Line, k: u32, part: u32) -> u32 {
  let phase = phaseOf(part);
  let place = vec2u(line.row, line.column) + select(vec2u(), vec2u(1u), phase > tapOf(k, phase));
  if (line.index >= shape.rows || place.x >= shape.height || place.y >= shape.width) { return NOWHERE; }
  return ((line.image * shape.height + place.x) * shape.width + place.y) * shape.outputs + k % shape.outputs;
}

fn rightOne(line: Line, k: u32, part: u32) -> u32 {
  if (line.index >= shape.columns) { return NOWHERE; }
  let phase = phaseOf(part);
  let tap = select(vec2u(1u), 2u * tapOf(k, phase), phase == vec2u(1u));
  return shape.offset + ((3u * tap.x + tap.y) * shape.columns + line.index) * shape.rowStride + k % shape.outputs;
}

const NOWHERE = 0xffffffffu;

//#if VECTOR_DY
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  let at = leftOne(line, k, part);
  if (k >= end || at == NOWHERE) { return vec4f(); }
  return dyFrom(at, 4u);
}
//#end
//#if !VECTOR_DY
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  var quad = vec4f();
  for (var e = 0u; e < 4u; e++) {
    let at = leftOne(line, k + e, part);
    if (k + e < end && at != NOWHERE) { quad[e] = dy[at]; }
  }
  return quad;
}
//#end

//#if VECTOR_FILTER
fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  let at = rightOne(line, k, part);
  if (k >= end || at == NOWHERE) { return vec4f(); }
  return weightsFrom(at, 4u);
}
//#end
//#if !VECTOR_FILTER
fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  var quad = vec4f();
  for (var e = 0u; e < 4u; e++) {
    let at = rightOne(line, k + e, part);
    if (k + e < end && at != NOWHERE) { quad[e] = weights[at]; }
  }
  return quad;
}
//#end

fn put(row: u32, column: u32, part: u32, value: vec4f) {
  let phase = phaseOf(part);
  let line = leftLine(row, part);
  let y = 2u * line.row + phase.x;
  let x = 2u * line.column + phase.y;
  if (row >= shape.rows || column >= shape.columns || y >= shape.mapHeight || x >= shape.mapWidth) { return; }
  dxSet(((line.image * shape.mapHeight + y) * shape.mapWidth + x) * shape.columns + column, shape.columns - column, value);
}
