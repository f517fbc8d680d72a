// One thread computes 4 · ROW_QUADS × 4 · COLUMN_QUADS numbers of a·b. TRANSPOSE_A: a lies
// as [inner, rows]; TRANSPOSE_B: b lies as [columns, inner].

struct Shape {
  rows: u32, inner: u32, columns: u32,
  // Tiles down the rows and in all.
  down: u32, tiles: u32,
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let tile = (group.y * groups.x + group.x) * THREADS + thread;
  if (tile >= shape.tiles) { return; }
  let row = tile % shape.down * (4u * ROW_QUADS);
  let column = tile / shape.down * (4u * COLUMN_QUADS);

  //#each r ROW_QUADS, q COLUMN_QUADS
  var sum_$(r)_$(q) = mat4x4f();
  //#end
  for (var k = 0u; k < shape.inner; k += 4u) {
    // Of a, one column per row of the product and one row per k; of b, one column per k. Rows and columns that the product
    // lacks may hold anything; what the inner dimension lacks must be 0 on both sides, as 0 · NaN is not.
    let left = shape.inner - k;
    //#each r ROW_QUADS
    //#each e 4
    //#if TRANSPOSE_A
    let a_$(r)_$(e) = select(vec4f(), aFrom((k + $(e)u) * shape.rows + row + $(4 * r)u, shape.rows - row - $(4 * r)u), left > $(e)u);
    //#end
    //#if !TRANSPOSE_A
    let a_$(r)_$(e) = aFrom((row + $(4 * r + e)u) * shape.inner + k, left);
    //#end
    //#end
    //#if TRANSPOSE_A
    let a_$(r) = transpose(mat4x4f(a_$(r)_0, a_$(r)_1, a_$(r)_2, a_$(r)_3));
    //#end
    //#if !TRANSPOSE_A
    let a_$(r) = mat4x4f(a_$(r)_0, a_$(r)_1, a_$(r)_2, a_$(r)_3);
    //#end
    //#end
    //#each q COLUMN_QUADS
    {
      //#each e 4
      //#if TRANSPOSE_B
      let b_$(e) = bFrom((column + $(4 * q + e)u) * shape.inner + k, left);
      //#end
      //#if !TRANSPOSE_B
      let b_$(e) = select(vec4f(), bFrom((k + $(e)u) * shape.columns + column + $(4 * q)u, shape.columns - column - $(4 * q)u), left > $(e)u);
      //#end
      //#end
      //#if TRANSPOSE_B
      let b = transpose(mat4x4f(b_0, b_1, b_2, b_3));
      //#end
      //#if !TRANSPOSE_B
      let b = mat4x4f(b_0, b_1, b_2, b_3);
      //#end
      //#each r ROW_QUADS
      sum_$(r)_$(q) += b * a_$(r);
      //#end
    }
    //#end
  }

  //#each r ROW_QUADS, e 4
  if (row + $(4 * r + e)u < shape.rows) {
    //#each q COLUMN_QUADS
    if (column + $(4 * q)u < shape.columns) {
      ySet((row + $(4 * r + e)u) * shape.columns + column + $(4 * q)u, shape.columns - column - $(4 * q)u, sum_$(r)_$(q)[$(e)]);
    }
    //#end
  }
  //#end
}
