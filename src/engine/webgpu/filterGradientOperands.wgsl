// Of a filter's gradient as a product of matrices: rows are taps and inputs, columns are outputs, and the inner dimension is
// the pixels of dy, of which each part takes a share.

struct Shape {
  down: u32, tiles: u32,
  rows: u32, columns: u32, inner: u32, perShare: u32,
  height: u32, width: u32, inputs: u32,
  outHeight: u32, outWidth: u32,
  // Of the result: where it begins, from row to row, from share to share.
  offset: u32, rowStride: u32, shareStride: u32,
}

// A row, with its tap's place in the patch of x, in which the padding wraps around below 0; or a column.
struct Line { index: u32, row: u32, column: u32, channel: u32 }

fn leftLine(index: u32, part: u32) -> Line {
  let tap = index / shape.inputs;
  return Line(index, tap / SIZE - PAD, tap % SIZE - PAD, index % shape.inputs);
}

fn rightLine(index: u32, part: u32) -> Line { return Line(index, 0u, 0u, 0u); }

fn innerRange(part: u32) -> vec2u {
  return vec2u(part * shape.perShare, min((part + 1u) * shape.perShare, shape.inner));
}

const NOWHERE = 0xffffffffu;

fn leftOne(line: Line, k: u32, end: u32) -> u32 {
  let column = k % shape.outWidth * STRIDE + line.column;
  let row = k / shape.outWidth % shape.outHeight * STRIDE + line.row;
  let image = k / shape.outWidth / shape.outHeight;
  if (k >= end || line.index >= shape.rows || row >= shape.height || column >= shape.width) { return NOWHERE; }
  return ((image * shape.height + row) * shape.width + column) * shape.inputs + line.channel;
}

//#if VECTOR_X
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  let at = leftOne(line, k, end);
  if (at == NOWHERE) { return vec4f(); }
  return xFrom(at, 4u);
}
//#end
//#if !VECTOR_X
fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  var quad = vec4f();
  for (var e = 0u; e < 4u; e++) {
    let at = leftOne(leftLine(line.index + e, part), k, end);
    if (at != NOWHERE) { quad[e] = x[at]; }
  }
  return quad;
}
//#end

fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  if (k >= end || line.index >= shape.columns) { return vec4f(); }
  return dyFrom(k * shape.columns + line.index, shape.columns - line.index);
}

fn put(row: u32, column: u32, part: u32, value: vec4f) {
  if (row >= shape.rows || column >= shape.columns) { return; }
  gradientSet(shape.offset + part * shape.shareStride + row * shape.rowStride + column, shape.columns - column, value);
}
