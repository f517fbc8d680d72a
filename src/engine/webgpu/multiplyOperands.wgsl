// Of a·b; the constants are those of multiply.wgsl.

struct Shape {
  down: u32, tiles: u32,
  rows: u32, inner: u32, columns: u32,
}

struct Line { index: u32 }

fn leftLine(index: u32, part: u32) -> Line { return Line(index); }

fn rightLine(index: u32, part: u32) -> Line { return Line(index); }

fn innerRange(part: u32) -> vec2u { return vec2u(0u, shape.inner); }

fn leftQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  if (line.index >= shape.rows || k >= end) { return vec4f(); }
  //#if TRANSPOSE_A
  return aFrom(k * shape.rows + line.index, shape.rows - line.index);
  //#end
  //#if !TRANSPOSE_A
  return aFrom(line.index * shape.inner + k, end - k);
  //#end
}

fn rightQuad(line: Line, k: u32, end: u32, part: u32) -> vec4f {
  if (line.index >= shape.columns || k >= end) { return vec4f(); }
  //#if TRANSPOSE_B
  return bFrom(line.index * shape.inner + k, end - k);
  //#end
  //#if !TRANSPOSE_B
  return bFrom(k * shape.columns + line.index, shape.columns - line.index);
  //#end
}

fn put(row: u32, column: u32, part: u32, value: vec4f) {
  if (row < shape.rows && column < shape.columns) { ySet(row * shape.columns + column, shape.columns - column, value); }
}
