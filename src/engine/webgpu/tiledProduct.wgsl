// A product of two matrices by tiles of TILE_ROWS × TILE_COLUMNS per workgroup, whose operands pass through workgroup memory in
// slices of SLICE along the inner dimension; each thread computes BLOCK_ROWS × BLOCK_COLUMNS. What the matrices are is said by
// the text before this one:
//   struct Shape, beginning with down (tiles down the rows) and tiles;
//   struct Line, fn leftLine(row, part) and fn rightLine(column, part): what a thread keeps about a line that it reads again and again;
//   fn leftQuad(line, k, end, part), fn rightQuad(…): four numbers, 0 where a line or k ≥ end does not exist; they lie along the
//   inner dimension with LEFT_ALONG_INNER or RIGHT_ALONG_INNER, else along the rows or columns from that line on;
//   fn innerRange(part): where the inner dimension begins and ends; fn put(row, column, part, value): takes four columns.
// Parts (workgroups in z) are products of their own.


// Quads lie by k, then by lines; where they lie along the inner dimension, by lines, then by k, in an order that changes every
// four lines: threads that read lines side by side would else wait for the same bank of memory.
fn swizzled(at: u32) -> u32 { return at ^ (at / SLICE % (SLICE / 4u)); }

var<workgroup> leftTile: array<vec4f, TILE_ROWS * SLICE / 4u>;
var<workgroup> rightTile: array<vec4f, TILE_COLUMNS * SLICE / 4u>;

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let tile = group.y * groups.x + group.x;
  let part = group.z;
  if (tile >= shape.tiles) { return; }
  let firstRow = tile % shape.down * TILE_ROWS;
  let firstColumn = tile / shape.down * TILE_COLUMNS;

  //#each s LEFT_LOADS
  let leftAt_$(s) = thread + $(s)u * THREADS;
  //#if LEFT_ALONG_INNER
  let leftLine_$(s) = leftLine(firstRow + leftAt_$(s) / (SLICE / 4u), part);
  let leftK_$(s) = leftAt_$(s) % (SLICE / 4u) * 4u;
  //#end
  //#if !LEFT_ALONG_INNER
  let leftLine_$(s) = leftLine(firstRow + leftAt_$(s) % (TILE_ROWS / 4u) * 4u, part);
  let leftK_$(s) = leftAt_$(s) / (TILE_ROWS / 4u);
  //#end
  //#end
  //#each s RIGHT_LOADS
  let rightAt_$(s) = thread + $(s)u * THREADS;
  //#if RIGHT_ALONG_INNER
  let rightLine_$(s) = rightLine(firstColumn + rightAt_$(s) / (SLICE / 4u), part);
  let rightK_$(s) = rightAt_$(s) % (SLICE / 4u) * 4u;
  //#end
  //#if !RIGHT_ALONG_INNER
  let rightLine_$(s) = rightLine(firstColumn + rightAt_$(s) % (TILE_COLUMNS / 4u) * 4u, part);
  let rightK_$(s) = rightAt_$(s) / (TILE_COLUMNS / 4u);
  //#end
  //#end

  let row = thread / (TILE_COLUMNS / BLOCK_COLUMNS) * BLOCK_ROWS;
  let column = thread % (TILE_COLUMNS / BLOCK_COLUMNS) * BLOCK_COLUMNS;
  //#each r BLOCK_ROWS / 4, q BLOCK_COLUMNS / 4
  var sum_$(r)_$(q) = mat4x4f();
  //#end

  let range = innerRange(part);
  for (var begin = range.x; begin < range.y; begin += SLICE) {
    //#each s LEFT_LOADS
    //#if LEFT_ALONG_INNER
    leftTile[swizzled(leftAt_$(s))] = leftQuad(leftLine_$(s), begin + leftK_$(s), range.y, part);
    //#end
    //#if !LEFT_ALONG_INNER
    leftTile[leftAt_$(s)] = leftQuad(leftLine_$(s), begin + leftK_$(s), range.y, part);
    //#end
    //#end
    //#each s RIGHT_LOADS
    //#if RIGHT_ALONG_INNER
    rightTile[swizzled(rightAt_$(s))] = rightQuad(rightLine_$(s), begin + rightK_$(s), range.y, part);
    //#end
    //#if !RIGHT_ALONG_INNER
    rightTile[rightAt_$(s)] = rightQuad(rightLine_$(s), begin + rightK_$(s), range.y, part);
    //#end
    //#end
    workgroupBarrier();
    for (var k = 0u; k < SLICE; k += 4u) {
      // One column per row of the left side, one column per k of the right side.
      //#each r BLOCK_ROWS / 4
      //#if LEFT_ALONG_INNER
      let leftFrom_$(r) = swizzled((row + $(4 * r)u) * (SLICE / 4u) + k / 4u);
      let left_$(r) = mat4x4f(leftTile[leftFrom_$(r)], leftTile[leftFrom_$(r) + SLICE / 4u], leftTile[leftFrom_$(r) + 2u * SLICE / 4u], leftTile[leftFrom_$(r) + 3u * SLICE / 4u]);
      //#end
      //#if !LEFT_ALONG_INNER
      let leftFrom_$(r) = k * (TILE_ROWS / 4u) + row / 4u + $(r)u;
      let left_$(r) = transpose(mat4x4f(leftTile[leftFrom_$(r)], leftTile[leftFrom_$(r) + TILE_ROWS / 4u], leftTile[leftFrom_$(r) + 2u * TILE_ROWS / 4u], leftTile[leftFrom_$(r) + 3u * TILE_ROWS / 4u]));
      //#end
      //#end
      //#each q BLOCK_COLUMNS / 4
      //#if RIGHT_ALONG_INNER
      let rightFrom_$(q) = swizzled((column + $(4 * q)u) * (SLICE / 4u) + k / 4u);
      let right_$(q) = transpose(mat4x4f(rightTile[rightFrom_$(q)], rightTile[rightFrom_$(q) + SLICE / 4u], rightTile[rightFrom_$(q) + 2u * SLICE / 4u], rightTile[rightFrom_$(q) + 3u * SLICE / 4u]));
      //#end
      //#if !RIGHT_ALONG_INNER
      let rightFrom_$(q) = k * (TILE_COLUMNS / 4u) + column / 4u + $(q)u;
      let right_$(q) = mat4x4f(rightTile[rightFrom_$(q)], rightTile[rightFrom_$(q) + TILE_COLUMNS / 4u], rightTile[rightFrom_$(q) + 2u * TILE_COLUMNS / 4u], rightTile[rightFrom_$(q) + 3u * TILE_COLUMNS / 4u]);
      //#end
      //#end
      //#each r BLOCK_ROWS / 4, q BLOCK_COLUMNS / 4
      sum_$(r)_$(q) += right_$(q) * left_$(r);
      //#end
    }
    workgroupBarrier();
  }

  //#each r BLOCK_ROWS / 4, e 4, q BLOCK_COLUMNS / 4
  put(firstRow + row + $(4 * r + e)u, firstColumn + column + $(4 * q)u, part, sum_$(r)_$(q)[$(e)]);
  //#end
}
